import { describe, expect, test } from 'vitest';
import { isOfReads, planCount, toWholeDays } from './plan-count';

const at = (text: string): Date => new Date(text);
const period = { from: at('2026-11-01T10:00:00Z'), to: at('2026-11-20T12:00:00Z') };

test('reads that succeeded or were denied are counted, where nothing else is asked for', () => {
  const { filter, days, exact } = planCount({ ...period, env: ['prod'] });
  expect(filter).toEqual({ env: ['prod'], action: ['read'], outcome: ['success', 'denied'] });
  expect(exact).toEqual(period);
  expect(days).toEqual({ from: at('2026-11-01T00:00:00Z'), to: at('2026-11-20T23:59:59.999Z') });
});

test.each([
  [{ action: ['change' as const] }, { action: ['change'] }],
  [{ eventName: ['PutSecretValue'] }, { eventName: ['PutSecretValue'] }],
  [
    { action: ['read' as const], eventName: ['PutSecretValue'] },
    { action: ['read'], eventName: ['PutSecretValue'] },
  ],
  [{ outcome: ['failed' as const] }, { action: ['read'], outcome: ['failed'] }],
  [
    { action: [], eventName: [], outcome: [] },
    { action: ['read'], eventName: [], outcome: ['success', 'denied'] },
  ],
])('what is said of actions and outcomes holds: %j', (asked, counted) => {
  expect(planCount({ ...period, ...asked }).filter).toEqual(counted);
});

test.each([
  [{ address: ['10.0.'] }],
  [{ eventName: ['GetSecretValue'] }],
  [{ from: at('2026-11-18T12:00:00.001Z') }],
  [{ from: at('2026-11-21T00:00:00Z') }],
])('no sum by days can tell %j', (asked) => {
  expect(planCount({ ...period, ...asked }).days).toBeNull();
});

test('two days and more are told by whole days', () => {
  expect(planCount({ ...period, from: at('2026-11-18T12:00:00Z') }).days?.from).toEqual(at('2026-11-18T00:00:00Z'));
});

describe('sums of secrets hold reads that succeeded or were denied', () => {
  test.each([
    [{ action: ['read' as const], outcome: ['success' as const] }, true],
    [{ action: ['read' as const], outcome: ['denied' as const, 'success' as const] }, true],
    [{ action: ['read' as const], outcome: ['failed' as const] }, false],
    [{ action: ['read' as const] }, false],
    [{ action: ['read' as const, 'list' as const], outcome: ['success' as const] }, false],
    [{ outcome: ['success' as const] }, false],
    [{ action: ['read' as const], eventName: ['GetSecretValue'], outcome: ['success' as const] }, false],
  ])('%j: %s', (filter, expected) => {
    expect(isOfReads(filter)).toBe(expected);
  });
});

test('a day that ends with its last millisecond stays whole', () => {
  const days = toWholeDays({ from: at('1969-12-31T23:00:00Z'), to: at('2026-11-20T23:59:59.999Z') });
  expect(days).toEqual({ from: at('1969-12-31T00:00:00Z'), to: at('2026-11-20T23:59:59.999Z') });
});
