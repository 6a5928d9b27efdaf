import { expect, test } from 'vitest';
import { nextCronHour, readCron } from './cron';
import { ScheduleError } from './cron-field';
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
  ['0 4/12 * * ? *', '2026-11-22T04:10', '2026-11-22T16:00'],
  ['0 4/12 * * ? *', '2026-11-22T16:10', '2026-11-23T04:00'],
  ['0 0-16/8 * * ? *', '2026-11-22T09:00', '2026-11-22T16:00'],
  ['0 3 ? * mon-fri *', '2026-11-21T05:00', '2026-11-23T03:00'],
  ['0 3 ? * L *', '2026-11-22T05:00', '2026-11-28T03:00'],
  ['0 3 ? * 6L *', '2026-11-22T05:00', '2026-11-27T03:00'],
  ['0 3 ? * FRIL *', '2026-11-28T05:00', '2026-12-25T03:00'],
  ['0 3 ? * 2#1 *', '2026-11-22T05:00', '2026-12-07T03:00'],
  ['0 3 ? * THU#5 *', '2026-11-22T05:00', '2026-12-31T03:00'],
  // 2026-08-01 is a Saturday: the nearest workday of its month is Monday the 3rd; 2026-11-15 a Sunday, then the 16th.
  ['0 3 1W * ? *', '2026-07-20T05:00', '2026-08-03T03:00'],
  ['0 3 15W * ? *', '2026-11-10T05:00', '2026-11-16T03:00'],
  ['0 3 31W * ? *', '2026-10-01T05:00', '2026-10-30T03:00'],
  ['0 3 31W * ? *', '2026-10-31T05:00', '2026-12-31T03:00'],
  ['0 3 LW * ? *', '2026-10-31T05:00', '2026-11-30T03:00'],
  ['0 3 LW 2 ? *', '2026-11-22T05:00', '2027-02-26T03:00'],
  ['0 3 1,L * ? *', '2026-11-22T05:00', '2026-11-30T03:00'],
])('%s after %s is %s', (expression, after, expected) => {
  expect(iso(nextCronHour(readCron(expression), at(after)))).toBe(expected);
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
  '0 4 * * * *',
  '0 4 ? * ? *',
  '0 24 * * ? *',
  '0 4 0 * ? *',
  '0 4 32 * ? *',
  '0 4 * 13 ? *',
  '0 4 ? * 8 *',
  '0 4 ? * 2#6 *',
  '0 4 ? * 2#0 *',
  '0 4 W * ? *',
  '0 4 32W * ? *',
  '0 ? * * ? *',
  '0 4 * ? ? *',
  '0 8-4 * * ? *',
  '0 1-2-3 * * ? *',
  '0 4/ * * ? *',
  '0 4/2/2 * * ? *',
  '0 4, * * ? *',
  '0 -4 * * ? *',
  '0 4 * * ? * ?',
])('no schedule: "%s"', (expression) => {
  expect(() => readCron(expression)).toThrow(ScheduleError);
});

test('a day that never comes is never', () => {
  expect(nextCronHour(readCron('0 4 31 2 ? *'), at('2026-11-22T00:00'))).toBeUndefined();
});

test.each([
  [{ AutomaticallyAfterDays: 30 }, '2026-12-22T23:59'],
  [{ ScheduleExpression: 'rate(10 days)' }, '2026-12-02T23:59'],
  // From 07:00 on, and closed after an hour.
  [{ ScheduleExpression: 'rate(4 hours)' }, '2026-11-22T08:00'],
  [{ ScheduleExpression: 'rate(4 hours)', Duration: '3h' }, '2026-11-22T10:00'],
  [{ ScheduleExpression: 'rate(10 days)', Duration: '5h' }, '2026-12-02T05:00'],
  [{ ScheduleExpression: 'cron(0 */6 * * ? *)' }, '2026-11-22T07:00'],
  [{ ScheduleExpression: 'cron(0 4 * * ? *)' }, '2026-11-22T23:59'],
  [{ ScheduleExpression: 'cron(0 8 1 * ? *)', Duration: '3h' }, '2026-12-01T11:00'],
  [undefined, undefined],
])('%j', (rules, expected) => {
  expect(iso(nextRotation(rules, at('2026-11-22T03:00')))).toBe(expected);
});

test('the interval beside an expression is worked out', () => {
  const rules = { ScheduleExpression: 'cron(0 8 1 * ? *)', Duration: '3h' };
  expect(withInterval(rules, at('2026-11-01T08:00'))).toEqual({ ...rules, AutomaticallyAfterDays: 30 });
});
