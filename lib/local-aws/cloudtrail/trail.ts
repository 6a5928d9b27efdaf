import type { JsonObject } from '@/lib/local-aws/wire/json';

/** What LookupEvents can filter by, and the way to the whole record, which is written out only when it is asked for. */
export type TrailEvent = {
  id: string;
  /** Milliseconds, for the order; the record shows whole seconds, as CloudTrail does. */
  time: number;
  name: string;
  source: string;
  readOnly: boolean;
  accessKeyId?: string;
  username?: string;
  resources: readonly string[];
  resourceType?: string;
  toRecord: () => JsonObject;
};

/** One scope's event history: seeded days, made when first read, and the records of live calls. */
export type Trail = {
  readonly live: TrailEvent[];
  /** The events of one day (days since 1970, UTC), oldest first; the same for ever. */
  history: (day: number) => readonly TrailEvent[];
  /** The seeded part is visible up to this moment; `undefined`: up to now. */
  historyEnds?: number;
};

export const dayMs = 86_400_000;
export const dayOf = (time: number) => Math.floor(time / dayMs);

export const createTrail = (): Trail => ({ live: [], history: () => [] });

/** Where a page ended: the day, and how many events of it, seeded and live, are still to come. */
export type Position = { day: number; history: number; live: number };

/** How many events of a list that is sorted by time are not newer than `time`. */
function countUpTo(events: readonly TrailEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.time ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function startAt(trail: Trail, time: number): Position {
  const day = dayOf(time);
  const history = countUpTo(trail.history(day), Math.min(time, trail.historyEnds ?? time));
  return { day, history, live: countUpTo(trail.live, time) };
}

/**
 * Walks back from a position to `from` (inclusive), newest first, giving each event with the position after it. Days are
 * taken one by one, so a page costs what it shows, however long the history is.
 */
export function* walkBack(
  trail: Trail,
  start: Position,
  from: number,
): Generator<{ event: TrailEvent; next: Position }> {
  let { day, history, live } = start;
  for (const first = dayOf(from); day >= first; day -= 1, history = Infinity) {
    const seeded = trail.history(day);
    history = Math.min(history, countUpTo(seeded, trail.historyEnds ?? Infinity));
    const midnight = day * dayMs;
    for (;;) {
      const old = seeded[history - 1];
      const recent = trail.live[live - 1];
      const isRecent = recent !== undefined && recent.time >= midnight && recent.time >= (old?.time ?? 0);
      const event = isRecent ? recent : old;
      if (event === undefined) break;
      if (event.time < from) return;
      if (isRecent) live -= 1;
      else history -= 1;
      yield { event, next: { day, history, live } };
    }
  }
}
