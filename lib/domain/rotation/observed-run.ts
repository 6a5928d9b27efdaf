import type { RotationEvent } from '@/lib/domain/rotation-state';
import { findVersionWithStage } from '@/lib/domain/secret';
import { isEnded, type RotationRun } from '@/lib/domain/run';
import type { RunFacts, RunVerdict } from './follow-run';

/** So long after its beginning nobody waits for an end that CloudTrail has not told: four steps of a function of 15 minutes each, and its lateness. */
export const UNTOLD_AFTER_MS = 2 * 3_600_000;
/** The same where its version has no label any more: CloudTrail's lateness alone. */
const UNLABELLED_AFTER_MS = 20 * 60_000;

/** A rotation that AWS's schedule or somebody outside of Keyledger began, as far as some of its events tell. */
export interface ObservedRun extends Pick<RotationRun, 'id' | 'secretId' | 'state' | 'step' | 'message'> {
  startedAt: Date;
  endedAt: Date | null;
  /** Of the newest event: what an older one says of it counts no more. */
  toldAt: Date;
}

export interface ToldRotation {
  secretId: string;
  event: RotationEvent;
}

/** As the addresses of runs take it. */
const isRunId = (token: string | null): token is string => token !== null && /^[A-Za-z0-9-]{32,64}$/.test(token);

const isStart = ({ name }: RotationEvent): boolean => name === 'RotationStarted';

/** Within a second, which is all that a record's time tells, a beginning comes before its end. */
const inOrder = (a: RotationEvent, b: RotationEvent): number =>
  a.at.getTime() - b.at.getTime() || Number(isStart(b)) - Number(isStart(a));

function toVerdict({ name, step, message }: RotationEvent): RunVerdict {
  switch (name) {
    case 'RotationSucceeded':
      return { state: 'succeeded', step: 'finishSecret', message: 'AWS told that it succeeded.' };
    case 'RotationAbandoned':
      return {
        state: 'abandoned',
        step: null,
        message: 'AWS abandoned the rotation: the value was changed meanwhile.',
      };
    case 'RotationFailed': {
      const where = step === null ? 'The rotation failed' : `The rotation failed in ${step}`;
      return { state: 'failed', step, message: message ? `${where}: ${message}` : `${where}.` };
    }
    case 'RotationStarted':
      return { state: 'running', step: null, message: 'AWS told that it began.' };
  }
}

const UNTOLD = 'AWS told that it began, and nothing of its end.';

function toRun(
  id: string,
  secretId: string,
  events: readonly [RotationEvent, ...RotationEvent[]],
  now: Date,
): ObservedRun {
  const [first, last = events[0]] = [events[0], events.at(-1)];
  const verdict = toVerdict(last);
  const isLost = verdict.state === 'running' && now.getTime() - last.at.getTime() > UNTOLD_AFTER_MS;
  const told: RunVerdict = isLost ? { ...verdict, state: 'unknown', message: UNTOLD } : verdict;
  return { id, secretId, ...told, startedAt: first.at, endedAt: isEnded(told.state) ? last.at : null, toldAt: last.at };
}

/**
 * Runs as these events tell of them, one for each token, in any order; events without one belong to none. AWS's retry of a
 * rotation that failed has its token: it is the same run, which goes on. A token that two secrets share, as whoever calls may
 * give it, is a run of one of them alone.
 */
export function toObservedRuns(told: readonly ToldRotation[], now: Date): ObservedRun[] {
  const runs = new Map<string, { secretId: string; events: RotationEvent[] }>();
  for (const { secretId, event } of told) {
    if (!isRunId(event.token)) continue;
    const run = runs.get(event.token) ?? { secretId, events: [] };
    if (run.secretId === secretId) run.events.push(event);
    runs.set(event.token, run);
  }
  return [...runs].flatMap(([id, { secretId, events }]) => {
    const [first, ...rest] = events.toSorted(inOrder);
    return first ? [toRun(id, secretId, [first, ...rest], now)] : [];
  });
}

interface ObservedFacts extends Pick<RunFacts, 'stages' | 'now'> {
  run: Pick<RotationRun, 'id' | 'state' | 'step' | 'message' | 'startedAt' | 'toldAt'>;
}

/** While its events are late its labels tell: success is AWSCURRENT on its version (aws-facts §1.5). */
export function followObserved({ run, stages, now }: ObservedFacts): RunVerdict {
  const same: RunVerdict = { state: run.state, step: run.step, message: run.message };
  const labelled = (stage: string) => stages !== 'gone' && findVersionWithStage(stages, stage) === run.id;
  if (labelled('AWSCURRENT'))
    return { state: 'succeeded', step: 'finishSecret', message: 'AWSCURRENT is on the new version.' };
  // Of its latest try: AWS makes another hours after one that failed.
  const age = now.getTime() - (run.toldAt ?? run.startedAt).getTime();
  if (!labelled('AWSPENDING')) return age > UNLABELLED_AFTER_MS ? { ...same, state: 'unknown', message: UNTOLD } : same;
  if (age <= UNTOLD_AFTER_MS) return { ...same, state: 'running', message: 'AWSPENDING is on the new version.' };
  return {
    ...same,
    state: 'hung',
    message: 'AWS told nothing of its end for two hours: AWSPENDING is still on its version.',
  };
}
