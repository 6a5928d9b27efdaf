import { describe, expect, test } from 'vitest';
import type { ObservedSecret, RotationRules } from '@/lib/domain/secret';
import { observedSecret } from '@/lib/domain/testing/observed-secret';
import { checkSchedule } from './check-schedule';
import { checkStrategy } from './check-strategy';

const NOW = new Date('2026-11-20T12:00:00Z');
const rules = (change: Partial<RotationRules>): RotationRules => ({
  automaticallyAfterDays: null,
  scheduleExpression: null,
  duration: null,
  ...change,
});
const next = new Date('2026-11-25T04:00:00Z');

test.each<[string, Partial<ObservedSecret>, string[]]>([
  [
    'by cron, at another hour',
    { rotationRules: rules({ scheduleExpression: 'cron(0 2 * * ? *)', duration: '2h' }) },
    ['warning It is outside its rotation window; the next is 2026-11-21 02:00 to 2026-11-21 04:00 UTC.'],
  ],
  [
    'by cron, at this hour',
    { rotationRules: rules({ scheduleExpression: 'cron(0 11 * * ? *)', duration: '2h' }) },
    ['reassuring It is inside its rotation window, 2026-11-20 11:00 to 2026-11-20 13:00 UTC.'],
  ],
  [
    'by cron, the whole of this day',
    { rotationRules: rules({ scheduleExpression: 'cron(0 0 20 * ? *)' }) },
    ['reassuring It is inside its rotation window, 2026-11-20 00:00 to 2026-11-21 00:00 UTC.'],
  ],
  [
    'by rate, with hours that somebody chose',
    { rotationRules: rules({ scheduleExpression: 'rate(10 days)', duration: '4h' }), nextRotationAt: next },
    ['warning It is outside its rotation window; the next is 2026-11-25 00:00 to 2026-11-25 04:00 UTC.'],
  ],
  ['by days, without hours', { rotationRules: rules({ automaticallyAfterDays: 30 }), nextRotationAt: next }, []],
  ['without rules', { rotationRules: null }, []],
  [
    'one that is not understood',
    { rotationRules: rules({ scheduleExpression: 'cron(nonsense)', duration: '2h' }) },
    [],
  ],
  ['turned off', { rotationEnabled: false, rotationRules: rules({ scheduleExpression: 'cron(0 2 * * ? *)' }) }, []],
  ['of a service', { owningService: 'rds', rotationRules: rules({ scheduleExpression: 'cron(0 2 * * ? *)' }) }, []],
])('a schedule %s', (_what, change, expected) => {
  const told = checkSchedule(observedSecret({ rotationEnabled: true, ...change }), NOW);
  expect(told.map(({ level, message }) => `${level} ${message}`)).toEqual(expected);
});

describe('the strategy, by the name of its function', () => {
  const named = (name: string | null, change: Partial<ObservedSecret> = {}) =>
    observedSecret({
      rotationLambdaArn: name === null ? null : `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
      ...change,
    });
  test.each<[string | null, string[]]>([
    ['SecretsManagerRDSPostgreSQLRotationSingleUser', ['warning single-user']],
    ['rotate-orders-single-user', ['warning single-user']],
    ['rotate_single_user:live', ['warning single-user']],
    ['SecretsManagerRDSMySQLRotationMultiUser', ['reassuring alternating-users']],
    ['rotate-alternating-users', ['reassuring alternating-users']],
    ['rotate-postgres', []],
    [null, []],
  ])('%s', (name, expected) => {
    expect(checkStrategy(named(name), true).map(({ id, level }) => `${level} ${id}`)).toEqual(expected);
  });

  test('of one that a service manages its function tells nothing', () => {
    expect(checkStrategy(named('RotationSingleUser', { owningService: 'rds' }), true)).toEqual([]);
  });

  test('where nobody is seen to read it, whoever has the old value is meant', () => {
    expect(checkStrategy(named('RotationSingleUser'), true)[0]?.message).toMatch(/whoever has not fetched the new one/);
    expect(checkStrategy(named('RotationSingleUser'), false)[0]?.message).toMatch(/whoever has the old one/);
  });
});
