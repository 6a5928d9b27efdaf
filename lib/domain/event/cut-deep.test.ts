import { expect, it } from 'vitest';
import { CUT, cutDeep } from './cut-deep';

it('leaves what a record may be as it is', () => {
  const value = { a: [{ b: null, c: 'x', d: 1, e: [[[]]] }] };
  expect(cutDeep(value)).toBe(value);
  expect(cutDeep('text')).toBe('text');
  expect(cutDeep(null)).toBe(null);
});

it('cuts what is deeper, and nothing beside it', () => {
  const deep: unknown = JSON.parse(`${'{"a":['.repeat(100_000)}${']}'.repeat(100_000)}`);
  const text = JSON.stringify(cutDeep({ deep, beside: [1, { two: 2 }] }));
  expect(text).toContain(`"${CUT}"`);
  expect(text.endsWith('"beside":[1,{"two":2}]}')).toBe(true);
  expect(text.length).toBeLessThan(600);
});

it('keeps a key that objects inherit as a key', () => {
  const deep: unknown = JSON.parse(`{"__proto__":{"x":1},"deep":${'['.repeat(100)}${']'.repeat(100)}}`);
  expect(JSON.stringify(cutDeep(deep))).toContain('"__proto__":{"x":1}');
});
