import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROTATION_STATES, type RotationEvent, type RotationState } from '@/lib/domain/rotation-state';
import type { ObservedSecret } from '@/lib/domain/secret';
import { observedSecret } from '@/lib/domain/testing/observed-secret';
import { decideRotation } from './decide-rotation';

const NOW = new Date('2026-11-20T12:00:00Z');
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const after = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const pending = { new: ['AWSPENDING'], current: ['AWSCURRENT'], old: ['AWSPREVIOUS'] };
const event = (name: RotationEvent['name'], minutesAgo: number, more: Partial<RotationEvent> = {}): RotationEvent => ({
  name,
  at: before(minutesAgo),
  token: 'new',
  step: null,
  message: null,
  ...more,
});

interface Case {
  secret?: Partial<ObservedSecret>;
  events?: RotationEvent[];
  pendingSince?: Date | null;
}
const decide = ({ secret, events = [], pendingSince = null }: Case) =>
  decideRotation({ secret: observedSecret(secret), events, pendingSince, now: NOW });

const failed = event('RotationFailed', 90, { step: 'setSecret', message: 'during setSecret step' });
const managedByRds = { owningService: 'rds', rotationLambdaArn: null };
const external = { type: 'GitLabAccessToken', rotationLambdaArn: null };

describe('the state of', () => {
  test.each<[string, Case, RotationState]>([
    ['one that was never configured', { secret: { rotationEnabled: null, rotationRules: null } }, 'never-configured'],
    ['one that is turned off, rules kept', { secret: { rotationEnabled: false } }, 'off'],
    [
      'one that is off with a date in the past',
      { secret: { rotationEnabled: false, nextRotationAt: before(9) } },
      'off',
    ],
    [
      'one that is off after a failure',
      { secret: { rotationEnabled: false, versionStages: pending }, events: [failed] },
      'off',
    ],
    ['one pending deletion', { secret: { deletedAt: before(60), nextRotationAt: before(9) } }, 'off'],
    [
      'one pending deletion, never configured',
      { secret: { deletedAt: before(60), rotationEnabled: null } },
      'never-configured',
    ],

    ['one with a date far off', {}, 'healthy'],
    ['one of an endpoint without dates', { secret: { nextRotationAt: null, createdAt: null } }, 'unknown'],
    ['one with no date', { secret: { nextRotationAt: null } }, 'healthy'],
    ['one with AWSPENDING nowhere', { secret: { versionStages: { a: ['AWSCURRENT'] } } }, 'healthy'],
    [
      'one with AWSPENDING on AWSCURRENT',
      { secret: { versionStages: { a: ['AWSCURRENT', 'AWSPENDING'] } } },
      'healthy',
    ],
    ['one whose stages are not told', { secret: { versionStages: null } }, 'unknown'],
    ['one without a value', { secret: { versionStages: {} } }, 'unknown'],
    ['one without stages or a date', { secret: { versionStages: null, nextRotationAt: null } }, 'unknown'],
    ['one without stages, due', { secret: { versionStages: null, nextRotationAt: after(7) } }, 'due'],
    ['one without stages, past its date', { secret: { versionStages: null, nextRotationAt: before(1) } }, 'overdue'],
    ['one due in seven days', { secret: { nextRotationAt: after(7) } }, 'due'],
    ['one due in eight days', { secret: { nextRotationAt: after(8) } }, 'healthy'],
    ['one due this very moment', { secret: { nextRotationAt: NOW } }, 'due'],
    ['one past its date', { secret: { nextRotationAt: before(1) } }, 'overdue'],
    ['one past its date, never rotated', { secret: { nextRotationAt: before(1), lastRotatedAt: null } }, 'overdue'],
    [
      'one changed by hand, as AWS counts it',
      { secret: { lastRotatedAt: before(90 * 1440), nextRotationAt: after(20) } },
      'healthy',
    ],

    [
      'one that has just started',
      { secret: { versionStages: pending }, events: [event('RotationStarted', 5)] },
      'running',
    ],
    ['one that started before the labels were read', { events: [event('RotationStarted', 5)] }, 'running'],
    [
      'one pending for some minutes without an event',
      { secret: { versionStages: pending }, pendingSince: before(10) },
      'running',
    ],
    [
      'one tried again after a failure',
      { secret: { versionStages: pending }, events: [event('RotationStarted', 5), failed] },
      'running',
    ],
    [
      'one overdue and running',
      { secret: { versionStages: pending, nextRotationAt: before(9) }, events: [event('RotationStarted', 5)] },
      'running',
    ],
    [
      'one changed a moment ago, pending since nobody knows when',
      { secret: { versionStages: pending, lastChangedAt: before(5) } },
      'running',
    ],

    ['one pending for over an hour', { secret: { versionStages: pending }, pendingSince: before(61) }, 'stuck'],
    ['one pending for exactly an hour', { secret: { versionStages: pending }, pendingSince: before(60) }, 'stuck'],
    [
      'one whose start is old and has no end',
      { secret: { versionStages: pending }, events: [event('RotationStarted', 90)] },
      'stuck',
    ],
    ['one pending, unchanged for long', { secret: { versionStages: pending } }, 'stuck'],
    [
      'one pending of an endpoint without dates',
      { secret: { versionStages: pending, lastChangedAt: null, createdAt: null } },
      'unknown',
    ],
    [
      'one abandoned on an endpoint without dates',
      { secret: { versionStages: pending, lastChangedAt: null }, events: [event('RotationAbandoned', 1)] },
      'stuck',
    ],
    [
      'one abandoned a moment ago',
      { secret: { versionStages: pending }, events: [event('RotationAbandoned', 1), event('RotationStarted', 2)] },
      'stuck',
    ],
    [
      'one pending although another version failed',
      { secret: { versionStages: pending }, events: [{ ...failed, token: 'another' }], pendingSince: before(80) },
      'stuck',
    ],
    [
      'one stuck and overdue',
      { secret: { versionStages: pending, nextRotationAt: before(9) }, pendingSince: before(90) },
      'stuck',
    ],

    ['one that failed', { secret: { versionStages: pending }, events: [failed] }, 'failing'],
    [
      'one that failed, token not told',
      { secret: { versionStages: pending }, events: [{ ...failed, token: null }] },
      'failing',
    ],
    [
      'one that failed in the second it started',
      { secret: { versionStages: pending }, events: [event('RotationStarted', 5), event('RotationFailed', 5)] },
      'failing',
    ],
    [
      'one that failed after a success',
      { secret: { versionStages: pending }, events: [failed, event('RotationSucceeded', 900, { token: 'current' })] },
      'failing',
    ],
    ['one that failed, stages not told', { secret: { versionStages: null }, events: [failed] }, 'failing'],
    [
      'one that failed, overdue',
      { secret: { versionStages: pending, nextRotationAt: before(9) }, events: [failed] },
      'failing',
    ],
    [
      'one whose retry has ended without a sign',
      { secret: { versionStages: pending }, events: [event('RotationStarted', 70), failed] },
      'failing',
    ],
    ['one that failed, its label cleared', { events: [failed] }, 'healthy'],
    [
      'one that failed, its label cleared, overdue',
      { secret: { nextRotationAt: before(9) }, events: [failed] },
      'overdue',
    ],
    ['one that failed and succeeded since', { events: [event('RotationSucceeded', 5), failed] }, 'healthy'],
    [
      'one that succeeded after the labels were read',
      { secret: { versionStages: pending }, events: [event('RotationSucceeded', 1), event('RotationStarted', 2)] },
      'healthy',
    ],
    [
      'one that failed, rotated since, stages not told',
      { secret: { versionStages: null, lastRotatedAt: before(5) }, events: [failed] },
      'unknown',
    ],

    ['one of another service', { secret: managedByRds }, 'managed'],
    [
      'one of another service, no rotation of ours',
      { secret: { owningService: 'events', rotationEnabled: null } },
      'managed',
    ],
    ['one of another service, overdue', { secret: { ...managedByRds, nextRotationAt: before(9) } }, 'managed'],
    [
      'one of another service that failed',
      { secret: { ...managedByRds, versionStages: pending }, events: [failed] },
      'failing',
    ],
    ['one of another service, turned off', { secret: { ...managedByRds, rotationEnabled: false } }, 'off'],
    ['a managed external secret', { secret: external }, 'managed'],
    [
      'a managed external secret without rotation',
      { secret: { type: 'GitLabAccessToken', rotationEnabled: null } },
      'never-configured',
    ],
    ['one that rotates without a function', { secret: { rotationLambdaArn: null } }, 'managed'],
    ['a replica', { secret: { primaryRegion: 'us-east-1', versionStages: pending }, events: [failed] }, 'managed'],
    ['a replica without rotation', { secret: { primaryRegion: 'us-east-1', rotationEnabled: null } }, 'managed'],
    ['a primary with replicas', { secret: { primaryRegion: 'eu-west-1' } }, 'healthy'],
  ])('%s', (_what, facts, state) => expect(decide(facts).state).toBe(state));
});

describe('the reason', () => {
  test('of a failure names step, cause and the first failure of the row', () => {
    const first = event('RotationFailed', 300, { step: 'testSecret' });
    expect(decide({ secret: { versionStages: pending }, events: [failed, first] })).toEqual({
      state: 'failing',
      reason: 'Rotation failed in setSecret: during setSecret step',
      since: first.at,
      step: 'setSecret',
      recheckAt: null,
    });
  });

  test.each<[string, Case, string]>([
    [
      'off with a label left',
      { secret: { rotationEnabled: false, versionStages: pending } },
      'Automatic rotation is turned off, and a version is still pending, which blocks the next rotation.',
    ],
    ['managed', { secret: managedByRds }, 'Managed by rds; AWS rotates it by 2026-12-01.'],
    ['external', { secret: external }, 'A managed external secret (GitLabAccessToken); AWS rotates it by 2026-12-01.'],
    [
      'managed and overdue',
      { secret: { ...managedByRds, nextRotationAt: before(1440) } },
      'Managed by rds, and overdue: AWS was to rotate it by 2026-11-19.',
    ],
    ['replica', { secret: { primaryRegion: 'us-east-1' } }, 'A replica: rotation happens on its primary in us-east-1.'],
    [
      'overdue',
      { secret: { nextRotationAt: before(1440) } },
      'Was to be rotated by 2026-11-19, last rotated 2026-11-01.',
    ],
    [
      'abandoned',
      { secret: { versionStages: pending }, events: [event('RotationAbandoned', 1)], pendingSince: before(30) },
      'A version has been pending since 2026-11-20 11:30 UTC and its rotation was abandoned; it blocks the next rotation.',
    ],
  ])('%s', (_what, facts, reason) => expect(decide(facts).reason).toBe(reason));
});

test.each<[string, Case, Date | null]>([
  ['healthy until seven days before', {}, new Date('2026-11-24T00:00:00Z')],
  ['due until the date', { secret: { nextRotationAt: after(2) } }, after(2)],
  [
    'running until the window ends',
    { secret: { versionStages: pending }, pendingSince: before(10) },
    new Date(NOW.getTime() + 50 * 60_000),
  ],
  ['managed until the date', { secret: managedByRds }, new Date('2026-12-01T00:00:00Z')],
  ['stuck until something happens', { secret: { versionStages: pending } }, null],
  ['off until something happens', { secret: { rotationEnabled: false } }, null],
])('%s', (_what, facts, recheckAt) => expect(decide(facts).recheckAt).toEqual(recheckAt));

const anyDate = fc.date({ min: before(90 * 1440), max: after(90), noInvalidDate: true });
const anyFacts = fc.record({
  secret: fc.record({
    rotationEnabled: fc.constantFrom(true, true, false, null),
    owningService: fc.constantFrom(null, null, 'rds'),
    type: fc.constantFrom(null, null, 'SnowflakePat'),
    primaryRegion: fc.constantFrom(null, 'eu-west-1', 'us-east-1'),
    nextRotationAt: fc.option(anyDate),
    lastRotatedAt: fc.option(anyDate),
    lastChangedAt: fc.option(anyDate),
    versionStages: fc.constantFrom(null, pending, { a: ['AWSCURRENT'] }, {}),
  }),
  events: fc.array(
    fc.record({
      name: fc.constantFrom('RotationStarted', 'RotationSucceeded', 'RotationFailed', 'RotationAbandoned'),
      at: anyDate,
      token: fc.constantFrom('new', 'current', null),
      step: fc.constant(null),
      message: fc.constant(null),
    }),
    { maxLength: 5 },
  ),
  pendingSince: fc.option(anyDate),
});

test('a verdict that time can change says when, and until then it stays', () => {
  fc.assert(
    fc.property(anyFacts, fc.nat(120 * 86_400), (facts, seconds) => {
      const secret = observedSecret(facts.secret);
      const verdict = decideRotation({ ...facts, secret, now: NOW });
      expect(ROTATION_STATES).toContain(verdict.state);
      expect((verdict.recheckAt ?? NOW).getTime()).toBeGreaterThanOrEqual(NOW.getTime());
      const later = new Date(NOW.getTime() + seconds * 1000);
      if (verdict.recheckAt && later >= verdict.recheckAt) return;
      expect(decideRotation({ ...facts, secret, now: later })).toEqual(verdict);
    }),
    { numRuns: 3000 },
  );
});
