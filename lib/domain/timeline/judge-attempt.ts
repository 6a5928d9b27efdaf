import type { RunState } from '@/lib/domain/run';
import type { Attempt } from './find-attempts';
import type { RotationEntry } from './timeline-entry';

/** A rotation without an end is taken to go on for so long; after that its end is unknown. */
const GOES_ON_MS = 3_600_000;

const ENDS = {
  RotationSucceeded: 'succeeded',
  RotationFailed: 'failed',
  RotationAbandoned: 'abandoned',
  RotationStarted: 'running',
} as const satisfies Record<NonNullable<Attempt['end']>['name'], RunState>;

type Verdict = Pick<RotationEntry<never, never>, 'state' | 'step' | 'message' | 'startedAt' | 'endedAt'>;

/** How an attempt stands: AWS's own word first, then what our run saw. `complete`: no later event was left out. */
export function judgeAttempt(
  { started, end, run }: Pick<Attempt, 'started' | 'end' | 'run'>,
  now: Date,
  complete: boolean,
): Verdict {
  const startedAt = started?.at ?? run?.startedAt ?? null;
  if (end) {
    const step = end.step ?? (end.name === 'RotationFailed' ? (run?.step ?? null) : null);
    return { state: ENDS[end.name], step, message: end.message, startedAt, endedAt: end.at };
  }
  if (run) return { state: run.state, step: run.step, message: run.message, startedAt, endedAt: run.endedAt };
  const young = startedAt !== null && now.getTime() - startedAt.getTime() < GOES_ON_MS;
  return { state: complete && young ? 'running' : 'unknown', step: null, message: null, startedAt, endedAt: null };
}
