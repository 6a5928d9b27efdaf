import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { SecretValue } from './secret-value';

const CANARY = 'canary-0123456789';

test.each<[string, (value: SecretValue) => string]>([
  ['String', (value) => String(value)],
  ['joining', (value) => ['x', value].join(' ')],
  ['concatenation', (value) => 'x'.concat(value.toString())],
  ['JSON', (value) => JSON.stringify({ value })],
  ['inspection', (value) => inspect({ value }, { depth: null, showHidden: true, getters: true })],
  ['its keys', (value) => JSON.stringify([Reflect.ownKeys(value), Object.entries(value)])],
  ['a copy', (value) => JSON.stringify(Object.assign({}, value))],
  ['an error', (value) => inspect(new Error('failed', { cause: value }))],
])('%s does not let the value out', (_how, print) => {
  for (const held of [CANARY, new TextEncoder().encode(CANARY)]) {
    const printed = print(new SecretValue(held));
    expect(printed).not.toContain(CANARY);
    expect(printed).not.toContain(new TextEncoder().encode(CANARY).join(','));
  }
});

test('it cannot be cloned into another thread or a cache', () => {
  expect(JSON.stringify(structuredClone(new SecretValue(CANARY)))).not.toContain(CANARY);
});

test('it is opened by asking', () => {
  expect(new SecretValue(CANARY).reveal()).toBe(CANARY);
});
