import { describe, expect, it } from 'vitest';
import type { RotationRules } from '@/lib/domain/secret';
import { findNextWindows } from './next-windows';

/** A Sunday. */
const NOW = new Date('2026-11-22T03:30:00Z');
const rules = (change: Partial<RotationRules>): RotationRules => ({
  automaticallyAfterDays: 30,
  scheduleExpression: null,
  duration: null,
  ...change,
});
const short = (at: Date) => at.toISOString().slice(0, 16);
const windows = (change: Partial<RotationRules>, next: string | null = null, now = NOW) =>
  findNextWindows({ rules: rules(change), nextRotationAt: next === null ? null : new Date(next), now }).map(
    ({ opensAt, closesAt }) => `${short(opensAt)} ${short(closesAt)}`,
  );

describe('the next windows', () => {
  it.each<[string, string | null, string[]]>([
    [
      'cron(0 2 * * ? *)',
      '4h',
      ['2026-11-22T02:00 2026-11-22T06:00', '2026-11-23T02:00 2026-11-23T06:00', '2026-11-24T02:00 2026-11-24T06:00'],
    ],
    [
      'cron(0 2 * * ? *)',
      '1h',
      ['2026-11-23T02:00 2026-11-23T03:00', '2026-11-24T02:00 2026-11-24T03:00', '2026-11-25T02:00 2026-11-25T03:00'],
    ],
    // Without a duration to the end of the day.
    [
      'cron(0 22 1 * ? *)',
      null,
      ['2026-12-01T22:00 2026-12-02T00:00', '2027-01-01T22:00 2027-01-02T00:00', '2027-02-01T22:00 2027-02-02T00:00'],
    ],
    // Of one in hours an hour.
    [
      'cron(0 0/8 * * ? *)',
      null,
      ['2026-11-22T08:00 2026-11-22T09:00', '2026-11-22T16:00 2026-11-22T17:00', '2026-11-23T00:00 2026-11-23T01:00'],
    ],
    [
      'cron(0 4 ? * SUN#1 *)',
      '2h',
      ['2026-12-06T04:00 2026-12-06T06:00', '2027-01-03T04:00 2027-01-03T06:00', '2027-02-07T04:00 2027-02-07T06:00'],
    ],
    [
      'cron(0 4 ? * 6L *)',
      '2h',
      ['2026-11-27T04:00 2026-11-27T06:00', '2026-12-25T04:00 2026-12-25T06:00', '2027-01-29T04:00 2027-01-29T06:00'],
    ],
    [
      'cron(0 4 L * ? *)',
      '2h',
      ['2026-11-30T04:00 2026-11-30T06:00', '2026-12-31T04:00 2026-12-31T06:00', '2027-01-31T04:00 2027-01-31T06:00'],
    ],
    ['cron(0 4 29 2 ? *)', '2h', ['2028-02-29T04:00 2028-02-29T06:00', '2032-02-29T04:00 2032-02-29T06:00']],
    // The 1st of August 2027 is a Sunday, the 1st of May a Saturday: neither leaves its month.
    [
      'cron(0 4 1W 5,8 ? *)',
      '2h',
      ['2027-05-03T04:00 2027-05-03T06:00', '2027-08-02T04:00 2027-08-02T06:00', '2028-05-01T04:00 2028-05-01T06:00'],
    ],
    [
      'cron(0 4 ? JAN/6 MON-FRI *)',
      '2h',
      ['2027-01-01T04:00 2027-01-01T06:00', '2027-01-04T04:00 2027-01-04T06:00', '2027-01-05T04:00 2027-01-05T06:00'],
    ],
  ])('of %s for %s are', (scheduleExpression, duration, expected) => {
    expect(windows({ scheduleExpression, duration })).toEqual(expected);
  });

  it.each<[Partial<RotationRules>, string, string[]]>([
    [
      { automaticallyAfterDays: 30 },
      '2026-12-01T23:59:59Z',
      ['2026-12-01T00:00 2026-12-02T00:00', '2026-12-31T00:00 2027-01-01T00:00', '2027-01-30T00:00 2027-01-31T00:00'],
    ],
    [
      { scheduleExpression: 'rate(10 days)', duration: '3h' },
      '2026-12-01T03:00:00Z',
      ['2026-12-01T00:00 2026-12-01T03:00', '2026-12-11T00:00 2026-12-11T03:00', '2026-12-21T00:00 2026-12-21T03:00'],
    ],
    [
      { scheduleExpression: 'rate(10 days)', duration: '24h' },
      '2026-12-02T00:00:00Z',
      ['2026-12-01T00:00 2026-12-02T00:00', '2026-12-11T00:00 2026-12-12T00:00', '2026-12-21T00:00 2026-12-22T00:00'],
    ],
    [
      { scheduleExpression: 'rate(6 hours)' },
      '2026-11-22T07:00:00Z',
      ['2026-11-22T06:00 2026-11-22T07:00', '2026-11-22T12:00 2026-11-22T13:00', '2026-11-22T18:00 2026-11-22T19:00'],
    ],
  ])('of %j are counted from the date that AWS gives', (change, next, expected) => {
    expect(windows(change, next)).toEqual(expected);
  });

  it.each<[Partial<RotationRules>, string | null]>([
    [{ automaticallyAfterDays: null }, '2026-12-01T00:00:00Z'],
    [{ automaticallyAfterDays: 30 }, null],
    // Overdue.
    [{ automaticallyAfterDays: 30 }, '2026-11-01T00:00:00Z'],
    [{ scheduleExpression: 'rate(0 days)' }, '2026-12-01T00:00:00Z'],
    [{ scheduleExpression: 'every day' }, '2026-12-01T00:00:00Z'],
    [{ scheduleExpression: 'cron(30 4 * * ? *)' }, '2026-12-01T00:00:00Z'],
    [{ scheduleExpression: 'cron(0 4 1 * MON *)' }, null],
    [{ scheduleExpression: 'cron(0 4 31 2 ? *)' }, null],
    [{ scheduleExpression: 'cron(0 25 * * ? *)' }, null],
    [{ scheduleExpression: 'cron(0 4 * * ? 2027)' }, null],
    [{ scheduleExpression: 'cron(0 5-4 * * ? *)' }, null],
    [{ scheduleExpression: 'cron(0 4/0 * * ? *)' }, null],
    [{ scheduleExpression: 'cron(0 4-5-6 * * ? *)' }, null],
    [{ scheduleExpression: 'cron(0 4 ? * SUN#6 *)' }, null],
    [{ scheduleExpression: 'cron(0 4 ? * CONSTRUCTOR *)' }, null],
    [{ scheduleExpression: `cron(${'0 '.repeat(90)})` }, null],
  ])('of %j with %s cannot be told', (change, next) => {
    expect(windows(change, next)).toEqual([]);
  });
});
