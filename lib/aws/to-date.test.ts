import { describe, expect, it } from 'vitest';
import { toDate, toDay } from './to-date';

const moment = new Date('2026-11-21T08:09:10.000Z');

describe('toDate', () => {
  it.each([moment, moment.getTime() / 1000, moment.getTime(), String(moment.getTime() / 1000), moment.toISOString()])(
    'reads %j',
    (value) => {
      expect(toDate(value)).toEqual(moment);
    },
  );

  it.each([
    undefined,
    null,
    '',
    ' ',
    'yesterday',
    Number.NaN,
    Infinity,
    -Infinity,
    1e300,
    {},
    [],
    true,
    new Date(Number.NaN),
    '1e999',
    '--1',
  ])('makes nothing of %j', (value) => {
    expect(toDate(value)).toBeNull();
  });

  it('keeps the fraction of a second', () => {
    expect(toDate(1_763_712_000.123)?.getTime()).toBe(1_763_712_000_123);
  });
});

describe('toDay', () => {
  it('is the day in UTC', () => {
    expect(toDay(moment)).toBe('2026-11-21');
    expect(toDay('2026-11-21T23:30:00-05:00')).toBe('2026-11-22');
  });
  it.each([undefined, 'never', 8.64e15, new Date(Number.NaN)])('makes nothing of %j', (value) => {
    expect(toDay(value)).toBeNull();
  });
});
