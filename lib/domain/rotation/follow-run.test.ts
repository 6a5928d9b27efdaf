import { describe, expect, it } from 'vitest';
import type { RotationEvent } from '@/lib/domain/rotation-state';
import { followRun, HUNG_AFTER_MS, SIGN_WITHIN_MS, type RunFacts } from './follow-run';

const RUN = '0f2d3c4b-0000-4000-8000-000000000001';
const BEFORE = '0f2d3c4b-0000-4000-8000-000000000000';
const OTHER = '0f2d3c4b-0000-4000-8000-000000000009';
const start = new Date('2026-11-23T10:00:00Z');
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);

const run = (change: Partial<RunFacts['run']> = {}): RunFacts['run'] => ({
  id: RUN,
  state: 'running',
  step: 'createSecret',
  message: 'so far',
  startedAt: start,
  updatedAt: start,
  previousVersionId: BEFORE,
  ...change,
});

const facts = (change: Partial<RunFacts> = {}): RunFacts => ({
  run: run(),
  stages: { [BEFORE]: ['AWSCURRENT'], [RUN]: ['AWSPENDING'] },
  isOff: false,
  events: [],
  seenStep: null,
  now: after(3_000),
  ...change,
});

const event = (name: RotationEvent['name'], change: Partial<RotationEvent> = {}): RotationEvent => ({
  name,
  at: after(2_000),
  token: RUN,
  step: null,
  message: null,
  ...change,
});

const put = { [OTHER]: ['AWSCURRENT'], [BEFORE]: ['AWSPREVIOUS'] };
const unlabelled = { [BEFORE]: ['AWSCURRENT'], [RUN]: [] };

describe('followRun', () => {
  it.each<[string, RunFacts, string]>([
    ['pending on its version', facts(), 'running'],
    [
      'current on its version, pending nowhere',
      facts({ stages: { [RUN]: ['AWSCURRENT'], [BEFORE]: ['AWSPREVIOUS'] } }),
      'succeeded',
    ],
    [
      'current on its version while a later rotation pends',
      facts({ stages: { [RUN]: ['AWSCURRENT'], [OTHER]: ['AWSPENDING'] }, now: after(SIGN_WITHIN_MS + 1) }),
      'succeeded',
    ],
    ['current and pending on its version', facts({ stages: { [RUN]: ['AWSCURRENT', 'AWSPENDING'] } }), 'succeeded'],
    [
      'current on its version, whatever failed before',
      facts({ stages: { [RUN]: ['AWSCURRENT'] }, events: [event('RotationFailed')] }),
      'succeeded',
    ],
    ['a success told before the labels show it', facts({ events: [event('RotationSucceeded')] }), 'succeeded'],
    [
      'a success that names no token does not end it',
      facts({ events: [event('RotationSucceeded', { token: null })] }),
      'running',
    ],
    ['its failure', facts({ events: [event('RotationFailed', { step: 'setSecret' })] }), 'failed'],
    [
      'its failure with the token in capitals',
      facts({ events: [event('RotationFailed', { token: RUN.toUpperCase() })] }),
      'failed',
    ],
    [
      'a failure without a token since it began',
      facts({ events: [event('RotationFailed', { token: null })] }),
      'failed',
    ],
    [
      'a failure without a token from before',
      facts({ events: [event('RotationFailed', { token: null, at: after(-60_000) })] }),
      'running',
    ],
    ["another rotation's failure", facts({ events: [event('RotationFailed', { token: OTHER })] }), 'running'],
    ['a start is no end', facts({ events: [event('RotationStarted')] }), 'running'],
    ['abandoned', facts({ events: [event('RotationAbandoned')] }), 'abandoned'],
    ['a new value put by someone, just now', facts({ stages: put }), 'running'],
    ['a new value put by someone, long ago', facts({ stages: put, now: after(SIGN_WITHIN_MS + 1) }), 'abandoned'],
    [
      'a new value put by someone before AWS began',
      facts({ stages: put, run: run({ state: 'started', step: null }) }),
      'started',
    ],
    [
      'a new value put by someone, and AWS never began',
      facts({ stages: put, run: run({ step: null }), now: after(SIGN_WITHIN_MS + 1) }),
      'unknown',
    ],
    [
      'a success that a new value followed at once',
      facts({ stages: { [OTHER]: ['AWSCURRENT'], [RUN]: ['AWSPREVIOUS'] }, now: after(SIGN_WITHIN_MS + 1) }),
      'succeeded',
    ],
    [
      'a success that the next rotation followed at once',
      facts({ stages: { [OTHER]: ['AWSCURRENT', 'AWSPENDING'], [RUN]: ['AWSPREVIOUS'] } }),
      'succeeded',
    ],
    [
      'no sign yet',
      facts({ stages: { [BEFORE]: ['AWSCURRENT'] }, run: run({ state: 'started', step: null }) }),
      'started',
    ],
    [
      'no sign for long',
      facts({
        stages: { [BEFORE]: ['AWSCURRENT'] },
        run: run({ state: 'started', step: null }),
        now: after(SIGN_WITHIN_MS + 1),
      }),
      'unknown',
    ],
    ['label cleared, just now', facts({ stages: unlabelled }), 'running'],
    ['label cleared, long ago', facts({ stages: unlabelled, now: after(SIGN_WITHIN_MS + 1) }), 'unknown'],
    [
      'another version pending',
      facts({ stages: { [BEFORE]: ['AWSCURRENT'], [OTHER]: ['AWSPENDING'] }, now: after(SIGN_WITHIN_MS + 1) }),
      'unknown',
    ],
    ['secret gone', facts({ stages: 'gone' }), 'unknown'],
    ['secret gone after its failure was told', facts({ stages: 'gone', events: [event('RotationFailed')] }), 'failed'],
    ['no labels at all', facts({ stages: {}, now: after(SIGN_WITHIN_MS + 1) }), 'unknown'],
    ['nothing new for as long as a function may take', facts({ now: after(HUNG_AFTER_MS) }), 'running'],
    ['nothing new for longer', facts({ now: after(HUNG_AFTER_MS + 1) }), 'hung'],
    ['a new step after that time', facts({ now: after(HUNG_AFTER_MS + 1), seenStep: 'setSecret' }), 'running'],
  ])('%s', (_, given, state) => {
    expect(followRun(given).state).toBe(state);
  });

  it('tells of a rotation that was turned off while it ran, and ends it where nothing more is seen of it', () => {
    const first = followRun(facts({ isOff: true }));
    expect(first).toMatchObject({
      state: 'running',
      message: expect.stringMatching(/^Automatic rotation was turned off/),
    });
    const known = run({ ...first, updatedAt: after(3_000) });
    const later = (change: Partial<RunFacts>) => followRun(facts({ isOff: true, run: known, ...change }));
    expect(later({ now: after(3_000 + SIGN_WITHIN_MS) })).toEqual(first);
    // The step that the function was in may still end.
    expect(later({ seenStep: 'setSecret', now: after(4_000 + SIGN_WITHIN_MS) }).state).toBe('running');
    expect(later({ now: after(4_000 + SIGN_WITHIN_MS) })).toMatchObject({
      state: 'unknown',
      message: expect.stringMatching(/^Automatic rotation was turned off.*AWSPENDING is still on the new version/),
    });
    expect(later({ stages: { [RUN]: ['AWSCURRENT'] } }).state).toBe('succeeded');
    expect(later({ events: [event('RotationFailed')] }).state).toBe('failed');
  });

  it('says why AWS abandoned it', () => {
    const why = (isOff: boolean) => followRun(facts({ isOff, events: [event('RotationAbandoned')] })).message;
    expect(why(false)).toContain('the value was changed');
    expect(why(true)).toContain('Automatic rotation was turned off');
  });

  it('says of a step only what was seen, and that CloudTrail is late', () => {
    expect(
      followRun(facts({ run: run({ state: 'started', step: null }), stages: { [BEFORE]: ['AWSCURRENT'] } })),
    ).toEqual({ state: 'started', step: null, message: 'so far' });
    expect(followRun(facts({ run: run({ state: 'started', step: null }) }))).toEqual({
      state: 'running',
      step: 'createSecret',
      message: 'AWSPENDING is on the new version; CloudTrail, which is minutes late, has shown no later step yet.',
    });
    expect(followRun(facts({ seenStep: 'setSecret' }))).toEqual({
      state: 'running',
      step: 'setSecret',
      message: 'AWSPENDING is on the new version; the last step that CloudTrail has shown, minutes late, is setSecret.',
    });
  });

  it('names the step and the cause of a failure', () => {
    const message = 'Error when executing lambda arn:aws:lambda:x during setSecret step';
    const verdict = followRun(facts({ events: [event('RotationFailed', { step: 'setSecret', message })] }));
    expect(verdict).toEqual({
      state: 'failed',
      step: 'setSecret',
      message: `The rotation failed in setSecret: ${message}`,
    });
  });

  it('takes the step last seen where a failure names none', () => {
    expect(followRun(facts({ run: run({ step: 'testSecret' }), events: [event('RotationFailed')] })).step).toBe(
      'testSecret',
    );
  });

  it('keeps state and words while there is nothing new', () => {
    const first = followRun(facts());
    const again = followRun(facts({ run: run(first), now: after(9_000) }));
    expect(again).toEqual(first);
  });
});
