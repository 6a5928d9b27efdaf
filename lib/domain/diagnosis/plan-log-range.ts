import type { RotationEvent, RotationVerdict } from '@/lib/domain/rotation-state';
import { findLatestRotation } from './find-end';

const MINUTE_MS = 60_000;
/** Four steps of at most 15 minutes. */
const LONGEST_RUN_MS = 60 * MINUTE_MS;
const LONGEST_STEP_MS = 15 * MINUTE_MS;
/** A line may come after the record of what it is about. */
const AFTER_MS = 2 * MINUTE_MS;

interface Range {
  from: Date;
  to: Date;
}

/**
 * When the function ran of whose failure the events tell: from the rotation's start to its end, an hour at most, and
 * where the start is not known the time of one step. Of one that did not end: the hour from its start. A record's time
 * is in whole seconds, cut, so that no line of the run comes before it. null: nothing tells when.
 */
export function planLogRange(
  events: readonly RotationEvent[],
  { state, since }: Pick<RotationVerdict, 'state' | 'since'>,
  now: Date,
): Range | null {
  const latest = findLatestRotation(events, state);
  const end = latest.end?.at.getTime();
  const begins = latest.start?.at.getTime() ?? (end === undefined ? since?.getTime() : end - LONGEST_STEP_MS);
  if (begins === undefined) return null;
  const from = end === undefined ? begins : Math.max(begins, end - LONGEST_RUN_MS);
  const to = end === undefined ? begins + LONGEST_RUN_MS : end;
  return { from: new Date(from), to: new Date(Math.max(from, Math.min(to + AFTER_MS, now.getTime()))) };
}
