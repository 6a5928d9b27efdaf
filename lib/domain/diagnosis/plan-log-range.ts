import type { RotationEvent } from '@/lib/domain/rotation-state';

const MINUTE_MS = 60_000;
/** Four steps of at most 15 minutes. */
const LONGEST_RUN_MS = 60 * MINUTE_MS;
/** Clocks differ, and a line may come after the record of what it is about. */
const AROUND_MS = 2 * MINUTE_MS;

interface Range {
  from: Date;
  to: Date;
}

/**
 * When the function ran of whose failure the events tell: from the rotation's start to its end, an hour at most. Of one
 * that did not end: the hour from its start. null: nothing tells when.
 */
export function planLogRange(events: readonly RotationEvent[], since: Date | null, now: Date): Range | null {
  const newest = events.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const end = newest.find(({ name }) => name === 'RotationFailed' || name === 'RotationAbandoned');
  const started = newest.find(({ name, at }) => name === 'RotationStarted' && (!end || at <= end.at));
  const begins = started?.at ?? since ?? end?.at;
  if (begins === undefined) return null;
  const from = end ? Math.max(begins.getTime(), end.at.getTime() - LONGEST_RUN_MS) : begins.getTime();
  const to = end ? end.at.getTime() : begins.getTime() + LONGEST_RUN_MS;
  return {
    from: new Date(Math.min(from, to) - AROUND_MS),
    to: new Date(Math.min(to + AROUND_MS, now.getTime())),
  };
}
