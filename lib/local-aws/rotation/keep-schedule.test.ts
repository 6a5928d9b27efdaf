import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSecret } from '@/lib/local-aws/secretsmanager/create-secret';
import { cancelRotateSecret } from '@/lib/local-aws/secretsmanager/cancel-rotate-secret';
import { deleteSecret } from '@/lib/local-aws/secretsmanager/delete-secret';
import { rotateSecret } from '@/lib/local-aws/secretsmanager/rotate-secret';
import { updateSecretVersionStage } from '@/lib/local-aws/secretsmanager/update-secret-version-stage';
import { openQuietWorld, type QuietWorld } from '@/lib/local-aws/testing/quiet-world';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { versionWith, type RotationOutcome, type Secret } from '@/lib/local-aws/world/secret';
import { endWorld, scopeOf } from '@/lib/local-aws/world/world';
import { triesPerWindow } from './due';

const [hour, day] = [3_600_000, 86_400_000];
const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate';
const everyDay = { ScheduleExpression: 'cron(0 4 * * ? *)', Duration: '3h' };

let open: QuietWorld;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00Z'), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  open = openQuietWorld();
});
afterEach(() => {
  endWorld(open.world);
  vi.useRealTimers();
});

const scope = () => scopeOf(open.world, '111122223333', 'eu-west-1');

function schedule(name: string, rules: JsonObject, outcome: RotationOutcome = {}): Secret {
  scope().functions.set(lambda, {});
  open.act(createSecret, { Name: name, SecretString: 'CANARY-first', ClientRequestToken: randomUUID() });
  const secret = scope().byName.get(name);
  if (secret === undefined) throw new Error('not made');
  secret.outcome = outcome;
  open.act(rotateSecret, {
    SecretId: name,
    ClientRequestToken: randomUUID(),
    RotationLambdaARN: lambda,
    RotationRules: rules,
    RotateImmediately: false,
  });
  vi.advanceTimersByTime(hour / 60);
  return secret;
}

/** Service events of rotations, oldest first, the tests of the configuration left out. */
const told = () => [...scope().trail.live].map((event) => event.name).filter((name) => name.startsWith('Rotation')); // prettier-ignore
const times = (name: string) => told().filter((found) => found === name).length;

test('a scheduled rotation happens in its window, and the next one a day later', () => {
  const secret = schedule('daily', everyDay);
  const first = versionWith(secret, 'AWSCURRENT')?.id;
  vi.advanceTimersByTime(18 * hour - 2 * 60_000);
  expect(told()).toEqual([]);
  vi.advanceTimersByTime(3 * hour);
  expect(told()).toEqual(['RotationStarted', 'RotationSucceeded']);
  expect(versionWith(secret, 'AWSPREVIOUS')?.id).toBe(first);
  const { lastRotated = 0, next } = secret.rotation ?? {};
  expect(new Date(lastRotated).toISOString()).toMatch(/^2026-11-23T04/);
  expect(next).toBe(Date.parse('2026-11-24T07:00Z'));
  vi.advanceTimersByTime(7 * day);
  expect(times('RotationSucceeded')).toBe(8);
});

test('the function is asked for testSecret alone when only the configuration is tested', () => {
  const secret = schedule('tested', everyDay);
  const byFunction = [...scope().trail.live].filter(({ username }) => username === 'rotate');
  expect(byFunction.map(({ name }) => name)).toEqual(['Decrypt', 'GetSecretValue']);
  expect([...scope().trail.live].map(({ name }) => name)).toContain('TestRotationSucceeded');
  expect(secret.versions.size).toBe(1);
});

test('a test that fails leaves no version behind, and the schedule stays', () => {
  const secret = schedule('tested-in-vain', everyDay, { failAt: 'testSecret' });
  expect([...scope().trail.live].map(({ name }) => name)).toContain('TestRotationFailed');
  expect(secret.versions.size).toBe(1);
  expect(secret.rotation?.next).toBe(Date.parse('2026-11-23T07:00Z'));
});

test('a failure is tried again as a whole, under the same version, in this window and in the next', () => {
  const secret = schedule('failing', everyDay, { failAt: 'setSecret' });
  vi.advanceTimersByTime(22 * hour);
  expect(times('RotationFailed')).toBe(triesPerWindow);
  const pending = versionWith(secret, 'AWSPENDING')?.id;
  expect(secret.rotation?.next).toBeLessThan(Date.now());
  vi.advanceTimersByTime(day);
  expect(times('RotationFailed')).toBe(2 * triesPerWindow);
  expect(versionWith(secret, 'AWSPENDING')?.id).toBe(pending);
  secret.outcome = {};
  vi.advanceTimersByTime(day);
  expect(times('RotationSucceeded')).toBe(1);
  expect(versionWith(secret, 'AWSCURRENT')?.id).toBe(pending);
});

test('once the label is cleared, the failed rotation is not tried again', () => {
  const secret = schedule('cleared', { AutomaticallyAfterDays: 30 }, { failAt: 'testSecret' });
  const token = randomUUID();
  open.act(rotateSecret, { SecretId: secret.name, ClientRequestToken: token });
  vi.advanceTimersByTime(60_000);
  expect(times('RotationFailed')).toBe(1);
  const clear = { SecretId: secret.name, VersionStage: 'AWSPENDING', RemoveFromVersionId: token };
  open.act(updateSecretVersionStage, clear);
  vi.advanceTimersByTime(29 * day);
  expect(times('RotationFailed')).toBe(1);
  vi.advanceTimersByTime(2 * day);
  expect(times('RotationFailed')).toBeGreaterThan(1);
});

test.each([
  ['turned off', (name: string) => open.act(cancelRotateSecret, { SecretId: name })],
  ['marked for deletion', (name: string) => open.act(deleteSecret, { SecretId: name })],
  ['gone', (name: string) => open.act(deleteSecret, { SecretId: name, ForceDeleteWithoutRecovery: true })],
])('what is %s is not rotated', (_what, act) => {
  act(schedule('ended', everyDay).name);
  vi.advanceTimersByTime(3 * day);
  expect(told()).toEqual([]);
});

test('a new schedule takes the place of the old one', () => {
  const secret = schedule('moved', everyDay);
  const rules = { ScheduleExpression: 'rate(10 days)' };
  open.act(rotateSecret, {
    SecretId: secret.name,
    ClientRequestToken: randomUUID(),
    RotationRules: rules,
    RotateImmediately: false,
  });
  vi.advanceTimersByTime(9 * day);
  expect(told()).toEqual([]);
  vi.advanceTimersByTime(2 * day);
  expect(told()).toEqual(['RotationStarted', 'RotationSucceeded']);
});

test('what rotates by the seed’s calendar is left to it, but not what was begun by hand and failed', () => {
  const secret = schedule('seeded', everyDay);
  if (secret.rotation !== undefined) secret.rotation.byCalendar = true;
  scope().watchers.forEach((watch) => watch(secret));
  vi.advanceTimersByTime(2 * day);
  expect(told()).toEqual([]);
  secret.outcome = { failAt: 'finishSecret' };
  open.act(rotateSecret, { SecretId: secret.name, ClientRequestToken: randomUUID() });
  vi.advanceTimersByTime(2 * day);
  expect(times('RotationFailed')).toBeGreaterThan(triesPerWindow);
});

test('thousands that are due wait on one timer', () => {
  for (let index = 0; index < 3000; index += 1)
    schedule(`many-${index}`, { AutomaticallyAfterDays: 1 + (index % 900) });
  vi.advanceTimersByTime(61_000);
  // Each nearer secret leaves the timer it replaced to run out within the hour.
  vi.advanceTimersByTime(hour);
  expect(open.world.timers.size).toBe(1);
});
