import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import type { RotationEvent } from '@/lib/domain/rotation-state';
import type { TimelineEvent, TimelineRun } from './timeline-entry';

/** A record's time has whole seconds, and two of one second come in any order. */
const CLOCK_MS = 5_000;
/** How long AWS may take from RotateSecret to the beginning of the rotation. */
const BEGINS_WITHIN_MS = 60_000;
/** An attempt without a known beginning or end: four steps of a function of 15 minutes each. */
const LONGEST_MS = 3_600_000;

/** One rotation as AWS's service events tell of it; a retry of the same token is an attempt of its own. */
export interface Attempt<R = TimelineRun> {
  token: string | null;
  started: RotationEvent | null;
  end: RotationEvent | null;
  eventIds: Set<string>;
  run: R | null;
}

const sameToken = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one.toLowerCase() === other.toLowerCase();

const beginOf = ({ started, end }: Attempt<unknown>): number =>
  started?.at.getTime() ?? (end ? end.at.getTime() - LONGEST_MS : 0);
const endOf = ({ started, end }: Attempt<unknown>): number =>
  end?.at.getTime() ?? (started ? started.at.getTime() + LONGEST_MS : 0);

/** Whether a run began this attempt: by the token where AWS tells one, else by the time alone. */
function isBegunBy({ token, started, end }: Attempt<unknown>, run: Pick<TimelineRun, 'id' | 'startedAt'>): boolean {
  const seen = (started ?? end)?.at.getTime() ?? 0;
  const wait = seen - run.startedAt.getTime();
  if (wait < -BEGINS_WITHIN_MS || !sameToken(token, run.id)) return false;
  return token !== null || wait <= (started ? BEGINS_WITHIN_MS : LONGEST_MS);
}

/** Attempts, oldest first; each run belongs to one at most. */
export function findAttempts<R extends TimelineRun>(
  events: readonly TimelineEvent[],
  runs: readonly R[],
): Attempt<R>[] {
  const attempts: Attempt<R>[] = [];
  const told = events
    .flatMap((event) => {
      const rotation = toRotationEvent({ ...event, raw: {} });
      return rotation ? [{ rotation, eventId: event.eventId }] : [];
    })
    .toSorted(
      ({ rotation: a }, { rotation: b }) =>
        a.at.getTime() - b.at.getTime() || Number(b.name === 'RotationStarted') - Number(a.name === 'RotationStarted'),
    );
  for (const { rotation, eventId } of told) {
    const { token, name } = rotation;
    const open = attempts.findLast((attempt) => attempt.started && !attempt.end && sameToken(attempt.token, token));
    if (name !== 'RotationStarted' && open) {
      open.end = rotation;
      open.token ??= token;
      open.eventIds.add(eventId);
    } else {
      const [started, end] = name === 'RotationStarted' ? [rotation, null] : [null, rotation];
      attempts.push({ token, started, end, eventIds: new Set([eventId]), run: null });
    }
  }
  for (const run of runs.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())) {
    const begun = attempts.find((attempt) => attempt.run === null && isBegunBy(attempt, run));
    if (begun) begun.run = run;
  }
  return attempts;
}

/**
 * The attempt that a call belongs to: AWS's own events of it, the RotateSecret before it, and what wrote or moved
 * its version while it went on. Reads never: whoever reads a pending value is shown as a reader.
 */
export function attemptOf<A extends Attempt<unknown>>(event: TimelineEvent, attempts: readonly A[]): A | null {
  if (event.outcome === 'denied') return null;
  const told = attempts.find((attempt) => attempt.eventIds.has(event.eventId));
  if (told) return told;
  const at = event.at.getTime();
  if (event.eventName === 'RotateSecret' && event.outcome === 'success')
    return (
      attempts.find(({ started, token }) => {
        const wait = started ? started.at.getTime() - at : -Infinity;
        return sameToken(token, event.versionId) && wait >= -CLOCK_MS && wait <= BEGINS_WITHIN_MS;
      }) ?? null
    );
  if (event.actionClass !== 'change' || event.versionId === null) return null;
  return (
    attempts.find(
      (attempt) =>
        attempt.token?.toLowerCase() === event.versionId?.toLowerCase() &&
        at >= beginOf(attempt) - CLOCK_MS &&
        at <= endOf(attempt) + CLOCK_MS,
    ) ?? null
  );
}
