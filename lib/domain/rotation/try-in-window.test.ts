import { expect, test } from 'vitest';
import type { RotationEvent, RotationState } from '@/lib/domain/rotation-state';
import { observedSecret } from '@/lib/domain/testing/observed-secret';
import { decideRotation } from './decide-rotation';

const NOW = new Date('2026-11-20T12:00:00Z');
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const event = (name: RotationEvent['name'], minutesAgo: number): RotationEvent => ({
  name,
  at: before(minutesAgo),
  token: 'new',
  step: null,
  message: null,
});
/** Its window is open for four hours. */
const secret = observedSecret({
  versionStages: { new: ['AWSPENDING'], current: ['AWSCURRENT'] },
  rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null, duration: '4h' },
});

test.each<[string, RotationEvent[], number | null, RotationState]>([
  ['a try that began goes on for as long as Lambda may take', [event('RotationStarted', 89)], null, 'running'],
  ['and hangs after that, although its window is open', [event('RotationStarted', 91)], null, 'stuck'],
  ['another try may come where no event tells of one', [], 200, 'running'],
  ['one that came after a failure is new', [event('RotationStarted', 5), event('RotationFailed', 90)], 200, 'running'],
  ['one that failed', [event('RotationFailed', 90), event('RotationStarted', 91)], 200, 'failing'],
  ['of another version it says nothing', [{ ...event('RotationStarted', 100), token: 'x' }], 200, 'running'],
  ['the window is over', [], 241, 'stuck'],
])('%s', (_, events, pendingMinutes, state) => {
  const pendingSince = pendingMinutes === null ? null : before(pendingMinutes);
  expect(decideRotation({ secret, events, pendingSince, now: NOW }).state).toBe(state);
});
