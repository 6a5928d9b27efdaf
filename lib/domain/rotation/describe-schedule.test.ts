import { expect, test } from 'vitest';
import { describeSchedule } from './describe-schedule';

const rules = (
  scheduleExpression: string | null,
  duration: string | null,
  automaticallyAfterDays: number | null = 30,
) => ({
  scheduleExpression,
  duration,
  automaticallyAfterDays,
});

test.each([
  [rules(null, null), 'every 30 days'],
  [rules(null, null, 1), 'every day'],
  [rules(null, '2h'), 'every 30 days, 00:00–02:00 UTC'],
  [rules('rate(10 days)', null), 'every 10 days'],
  [rules('rate(1 day)', null), 'every day'],
  [rules('rate(10 days)', '24h'), 'every 10 days, 00:00–24:00 UTC'],
  [rules('rate(4 hours)', null), 'every 4 hours'],
  [rules('rate(4 hours)', '1h'), 'every 4 hours, window 1 h'],
  [rules('cron(0 2 * * ? *)', '2h'), 'every day, 02:00–04:00 UTC'],
  [rules('cron(0 8 * * ? *)', null), 'every day from 08:00 UTC'],
  [rules('cron(0 2 ? * SUN *)', '3h'), 'every Sunday, 02:00–05:00 UTC'],
  [rules('cron(0 2 ? * 2,4 *)', null), 'every Monday and Wednesday from 02:00 UTC'],
  [rules('cron(0 10 ? * MON-FRI *)', null), 'Monday to Friday from 10:00 UTC'],
  [rules('cron(0 2 ? * SUN#1 *)', '2h'), 'on the first Sunday of every month, 02:00–04:00 UTC'],
  [rules('cron(0 16 ? * 6L *)', null), 'on the last Friday of every month from 16:00 UTC'],
  [rules('cron(0 16 1,15 * ? *)', '8h'), 'on day 1 and 15 of every month, 16:00–24:00 UTC'],
  [rules('cron(0 20 L * ? *)', '2h'), 'on the last day of every month, 20:00–22:00 UTC'],
  [rules('cron(0 0 1 1/3 ? *)', null), 'on day 1 of every 3 months from January from 00:00 UTC'],
  [rules('cron(0 0 1 JAN,JUL ? *)', null), 'on day 1 of January and July from 00:00 UTC'],
  [rules('cron(0 /8 * * ? *)', '1h'), 'every 8 hours, window 1 h'],
  [rules('cron(0 0/4 * * ? *)', null), 'every 4 hours'],
])('%j: %s', (given, words) => expect(describeSchedule(given)).toBe(words));

test.each([
  'cron(0 2 ? * SUN#9 *)',
  'cron(0 25 * * ? *)',
  'cron(30 2 * * ? *)',
  'cron(0 2 * * ? 2026)',
  'cron(0 2 * * *)',
  'cron(0 2 32 * ? *)',
  'cron(0 2 1 13 ? *)',
  'cron(0 /0 * * ? *)',
  'rate(0 days)',
  'rate(ten days)',
  'rate(5 minutes)',
  `cron(${'0 '.repeat(10_000)})`,
  '<b>',
])('%.40s is not simple and is shown as it stands', (expression) => {
  expect(describeSchedule(rules(expression, null))).toBe(expression);
});

test('no rules, or empty ones, are no schedule', () => {
  expect(describeSchedule(null)).toBeNull();
  expect(describeSchedule(rules(null, null, null))).toBeNull();
  expect(describeSchedule(rules('', '2h', null))).toBeNull();
});

test.each(['0h', '25h', '2', 'h', '-2h', '2h2h', '1e2h', '9'.repeat(400)])(
  'a duration of %.10s is no window',
  (duration) => {
    expect(describeSchedule(rules(null, duration))).toBe('every 30 days');
  },
);
