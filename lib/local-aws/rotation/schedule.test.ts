import { expect, test } from 'vitest';
import { requireSchedule } from './schedule';
import { nextWindow, windowClosing } from './window';

const now = Date.parse('2026-11-22T03:00Z');

test.each([
  [{ AutomaticallyAfterDays: 1 }],
  [{ AutomaticallyAfterDays: 30, Duration: '24h' }],
  [{ ScheduleExpression: 'rate(4 hours)' }],
  [{ ScheduleExpression: 'rate(4 hours)', Duration: '4h' }],
  [{ ScheduleExpression: 'rate(1 day)', Duration: '24h' }],
  [{ ScheduleExpression: 'rate(999 days)' }],
  [{ ScheduleExpression: 'rate(23976 hours)' }],
  [{ ScheduleExpression: 'cron(0 0/4 * * ? *)', Duration: '4h' }],
  [{ ScheduleExpression: 'cron(0 4,8,23 * * ? *)', Duration: '1h' }],
  [{ ScheduleExpression: 'cron(0 21 L * ? *)', Duration: '3h' }],
])('a schedule whose windows are told again by their ends: %j', (rules) => {
  expect(() => requireSchedule(rules, now)).not.toThrow();
  const window = nextWindow(rules, now);
  expect(window?.opens).toBeGreaterThan(now);
  expect(windowClosing(rules, window?.closes ?? 0)).toEqual(window);
});

test.each([
  [{ ScheduleExpression: 'rate(3 hours)' }, 'Invalid schedule expression: rate(3 hours)'],
  [{ ScheduleExpression: 'rate(0 days)' }, 'Invalid schedule expression: rate(0 days)'],
  [{ ScheduleExpression: 'rate(1000 days)' }, 'Invalid schedule expression: rate(1000 days)'],
  [{ ScheduleExpression: 'rate(23977 hours)' }, 'Invalid schedule expression: rate(23977 hours)'],
  [{ ScheduleExpression: 'rate(4 weeks)' }, 'Invalid schedule expression: rate(4 weeks)'],
  [{ ScheduleExpression: 'rate(-4 days)' }, 'Invalid schedule expression: rate(-4 days)'],
  [{ ScheduleExpression: 'every day' }, 'Invalid schedule expression: every day'],
  [{ ScheduleExpression: 'cron(30 4 * * ? *)' }, 'Invalid schedule expression: cron(30 4 * * ? *)'],
  [{ ScheduleExpression: 'cron(0 4 * * ? 2027)' }, 'Invalid schedule expression: cron(0 4 * * ? 2027)'],
  [{ ScheduleExpression: 'cron(0 4 31 2 ? *)' }, 'Invalid schedule expression: cron(0 4 31 2 ? *)'],
  [{ ScheduleExpression: 'cron(0 0/3 * * ? *)' }, 'Invalid schedule expression: cron(0 0/3 * * ? *)'],
  // 22:00 and then 01:00.
  [{ ScheduleExpression: 'cron(0 1,22 * * ? *)' }, 'Invalid schedule expression: cron(0 1,22 * * ? *)'],
  [{ ScheduleExpression: 'rate(4 hours)', Duration: '5h' }, /^Invalid Duration: 5h\./],
  [{ ScheduleExpression: 'rate(1 day)', Duration: '25h' }, /^Invalid Duration: 25h\./],
  [{ ScheduleExpression: 'cron(0 22 * * ? *)', Duration: '3h' }, /^Invalid Duration: 3h\./],
  [{ ScheduleExpression: 'cron(0 0/4 * * ? *)', Duration: '5h' }, /^Invalid Duration: 5h\./],
  [{ AutomaticallyAfterDays: 3, Duration: '0h' }, /^Invalid Duration: 0h\./],
  [{ AutomaticallyAfterDays: 3, Duration: 'h3' }, /^Invalid Duration: h3\./],
  [{ AutomaticallyAfterDays: 3, ScheduleExpression: 'rate(3 days)' }, /but not both/],
])('no schedule: %j', (rules, message) => {
  expect(() => requireSchedule(rules, now)).toThrow(message);
});
