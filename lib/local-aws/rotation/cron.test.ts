import { expect, test } from 'vitest';
import { nextCronHour, ScheduleError } from './cron';
import { nextRotation, withInterval } from './schedule';

const at = (text: string) => Date.parse(`${text}Z`);
const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString().slice(0, 16));

test.each([
  ['0 4 * * ? *', '2026-11-22T03:59', '2026-11-22T04:00'],
  ['0 4 * * ? *', '2026-11-22T04:00', '2026-11-23T04:00'],
  ['0 */6 * * ? *', '2026-11-22T13:10', '2026-11-22T18:00'],
  ['0 8/8 * * ? *', '2026-11-22T17:10', '2026-11-23T08:00'],
  ['0 2 1 * ? *', '2026-12-01T02:00', '2027-01-01T02:00'],
  ['0 2 L * ? *', '2027-02-02T00:00', '2027-02-28T02:00'],
  ['0 2 29 2 ? *', '2026-11-22T00:00', '2028-02-29T02:00'],
  ['0 1 ? * SUN *', '2026-11-22T05:00', '2026-11-29T01:00'],
  ['0 1 ? * 2-6 *', '2026-11-21T05:00', '2026-11-23T01:00'],
  ['0 0 1 JAN,JUL ? *', '2026-11-22T00:00', '2027-01-01T00:00'],
])('%s after %s is %s', (expression, after, expected) => {
  expect(iso(nextCronHour(expression, at(after)))).toBe(expected);
});

test.each([
  '',
  '0 4 * * *',
  '5 4 * * ? *',
  '0 4 * * ? 2027',
  '0 x * * ? *',
  '0 4 * * ? * *',
  '0 */0 * * ? *',
  '0 4 * FOO ? *',
  '* * * * * *',
])('no schedule: "%s"', (expression) => {
  expect(() => nextCronHour(expression, at('2026-11-22T00:00'))).toThrow(ScheduleError);
});

test('a day that never comes is never', () => {
  expect(nextCronHour('0 4 31 2 ? *', at('2026-11-22T00:00'))).toBeUndefined();
});

test.each([
  [{ AutomaticallyAfterDays: 30 }, '2026-12-22T23:59'],
  [{ ScheduleExpression: 'rate(10 days)' }, '2026-12-02T23:59'],
  [{ ScheduleExpression: 'rate(4 hours)' }, '2026-11-22T07:00'],
  [{ ScheduleExpression: 'cron(0 8 1 * ? *)', Duration: '3h' }, '2026-12-01T11:00'],
  [{ ScheduleExpression: 'every day' }, undefined],
  [undefined, undefined],
])('%j', (rules, expected) => {
  expect(iso(nextRotation(rules, at('2026-11-22T03:00')))).toBe(expected);
});

test('the interval beside an expression is worked out', () => {
  const rules = { ScheduleExpression: 'cron(0 8 1 * ? *)', Duration: '3h' };
  expect(withInterval(rules, at('2026-11-01T08:00'))).toEqual({ ...rules, AutomaticallyAfterDays: 30 });
});
