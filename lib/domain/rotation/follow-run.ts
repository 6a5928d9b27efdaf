import type { RotationEvent, RotationStep } from '@/lib/domain/rotation-state';
import type { RotationRun } from '@/lib/domain/run';
import { findVersionWithStage } from '@/lib/domain/secret';

/** After so long without a change a run is called hung: a Lambda function may take 15 minutes, and CloudTrail tells minutes later. */
export const HUNG_AFTER_MS = 25 * 60_000;
/** How long AWS may take to show the label of a rotation that it accepted. */
export const SIGN_WITHIN_MS = 2 * 60_000;
/** A record's time has whole seconds, and its clock need not be ours. */
const CLOCK_MS = 5_000;

export interface RunFacts {
  run: Pick<RotationRun, 'id' | 'state' | 'step' | 'message' | 'startedAt' | 'updatedAt' | 'previousVersionId'>;
  /** What DescribeSecret says: version id → labels; `gone` where it says that there is no such secret. */
  stages: Record<string, string[]> | 'gone';
  /** Automatic rotation is turned off. RotateSecret turns it on, so that was done since the run began (model). */
  isOff: boolean;
  /** Of this secret, any order. */
  events: readonly RotationEvent[];
  /** The step that the function was last seen at, by what it called; null: not seen. */
  seenStep: RotationStep | null;
  now: Date;
}

export type RunVerdict = Pick<RotationRun, 'state' | 'step' | 'message'>;

const OFF = 'Automatic rotation was turned off, which cancels a rotation under way';
const ABANDONED_OFF = `AWS abandoned the rotation. ${OFF}.`;
const ENDING_OFF = `${OFF}: AWSPENDING is on the new version, and the step that the function was in may still end.`;
const ENDED_OFF = `${OFF}. Nothing was seen since: AWSPENDING is still on the new version, and AWSCURRENT has not moved.`;

const isOfRun = ({ token, at }: RotationEvent, run: RunFacts['run']): boolean =>
  token === null ? at.getTime() >= run.startedAt.getTime() - CLOCK_MS : token.toLowerCase() === run.id.toLowerCase();

function decideByEvent({ run, events, isOff }: RunFacts): RunVerdict | null {
  const ends = events.filter((event) => event.name !== 'RotationStarted' && isOfRun(event, run));
  const last = ends.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (!last) return null;
  if (last.name === 'RotationFailed') {
    const where = last.step === null ? 'The rotation failed' : `The rotation failed in ${last.step}`;
    return {
      state: 'failed',
      step: last.step ?? run.step,
      message: last.message ? `${where}: ${last.message}` : `${where}.`,
    };
  }
  if (last.name === 'RotationAbandoned')
    return {
      state: 'abandoned',
      step: run.step,
      message: isOff ? ABANDONED_OFF : 'AWS abandoned the rotation: the value was changed meanwhile.',
    };
  // Without a token it may be the success of another rotation; the labels decide.
  return last.token === null ? null : succeeded;
}

const succeeded: RunVerdict = {
  state: 'succeeded',
  step: 'finishSecret',
  message: 'AWSCURRENT is on the new version.',
};

/** Whether AWS tells of a rotation that CancelRotateSecret ended is not documented: it is given the time that a label is. */
function decideTurnedOff(run: RunFacts['run'], step: RotationStep, now: Date): RunVerdict {
  const isKnown = run.message === ENDING_OFF && run.step === step;
  return isKnown && now.getTime() - run.updatedAt.getTime() > SIGN_WITHIN_MS
    ? { state: 'unknown', step, message: ENDED_OFF }
    : { state: 'running', step, message: ENDING_OFF };
}

/**
 * The rotation is visibly going on: AWSPENDING is on its version, which AWS makes when createSecret
 * begins. Later steps are told only where CloudTrail has shown them, minutes late on AWS itself.
 */
function decidePending({ run, seenStep, isOff, now }: RunFacts): RunVerdict {
  const step = seenStep ?? run.step ?? 'createSecret';
  if (isOff) return decideTurnedOff(run, step, now);
  const seen =
    step === 'createSecret'
      ? 'CloudTrail, which is minutes late, has shown no later step yet.'
      : `the last step that CloudTrail has shown, minutes late, is ${step}.`;
  if (step === run.step && run.state === 'running' && now.getTime() - run.updatedAt.getTime() > HUNG_AFTER_MS)
    return {
      state: 'hung',
      step,
      message: `No sign of an end for 25 minutes: AWSPENDING is still on the new version; ${seen}`,
    };
  return { state: 'running', step, message: `AWSPENDING is on the new version; ${seen}` };
}

/** Neither label is on the run's version, and no event tells why. */
function decideWithoutSign({ run, now }: RunFacts, current: string | null, pending: string | null): RunVerdict {
  const quiet = now.getTime() - run.updatedAt.getTime();
  const same = { step: run.step };
  // Also where AWSCURRENT has moved meanwhile: somebody may have put a value before AWS began, which does not stop it.
  if (quiet <= SIGN_WITHIN_MS) return { ...same, state: run.state, message: run.message };
  if (pending !== null)
    return {
      ...same,
      state: 'unknown',
      message: 'AWSPENDING is on a version of another rotation; nothing is seen of this one.',
    };
  if (run.step === null)
    return { ...same, state: 'unknown', message: 'AWS shows no sign of this rotation; the request may not have reached it.' }; // prettier-ignore
  return current !== null && run.previousVersionId !== null && current !== run.previousVersionId
    ? { ...same, state: 'abandoned', message: 'AWSCURRENT has moved to a version that is not of this rotation.' }
    : { ...same, state: 'unknown', message: 'AWSPENDING was taken off the new version, and AWSCURRENT has not moved.' };
}

/**
 * Where a run stands. AWS has no status of a rotation, so labels and service events tell it together
 * (aws-facts §1.5): success is AWSCURRENT on the run's version, or that it was there.
 * What cannot be told is `unknown`, never a guess.
 */
export function followRun(facts: RunFacts): RunVerdict {
  const { run, stages } = facts;
  const current = stages === 'gone' ? null : findVersionWithStage(stages, 'AWSCURRENT');
  const pending = stages === 'gone' ? null : findVersionWithStage(stages, 'AWSPENDING');
  // A version that is pending beside it is of a rotation that came after.
  if (current === run.id) return succeeded;
  // AWS puts it on what AWSCURRENT has left: a new value, the next rotation or a roll back came before this look.
  if (stages !== 'gone' && findVersionWithStage(stages, 'AWSPREVIOUS') === run.id)
    return { ...succeeded, message: 'AWSCURRENT was on the new version, and has moved on since.' };
  const told = decideByEvent(facts);
  if (told) return told;
  if (stages === 'gone')
    return {
      state: 'unknown',
      step: run.step,
      message: 'The secret no longer exists; how the rotation ended cannot be told.',
    };
  return pending === run.id ? decidePending(facts) : decideWithoutSign(facts, current, pending);
}
