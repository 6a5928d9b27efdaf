import { LiveEvents } from './live-events';
import { countBefore, isBefore, type Placed, type Position, type TrailEvent } from './trail-event';

export type { Position, TrailEvent };

/** One scope's event history: seeded days, made when first read, and the records of live calls. */
export type Trail = {
  readonly live: LiveEvents;
  /** The events of one day (days since 1970, UTC), oldest first; the same for ever. */
  history: (day: number) => readonly TrailEvent[];
  /** The seeded part is visible up to this moment; `undefined`: up to now. */
  historyEnds?: number;
};

export const dayMs = 86_400_000;
export const dayOf = (time: number) => Math.floor(time / dayMs);

export const createTrail = (): Trail => ({ live: new LiveEvents(), history: () => [] });

/** Seeded events are older than live ones of the same millisecond. */
const firstRank = -(2 ** 40);

/** The place behind everything up to a moment. */
export const startAt = (time: number): Position => ({ time, rank: Number.MAX_SAFE_INTEGER });

/** Days are taken one by one, so that a page costs what it shows, however long the history is. */
function* seededBack(trail: Trail, start: Position, from: number): Generator<Placed> {
  const ends = { time: trail.historyEnds ?? Infinity, rank: Number.MAX_SAFE_INTEGER };
  const first = isBefore(start, ends) ? start : ends;
  for (let day = dayOf(first.time); day >= dayOf(from); day -= 1) {
    const told = trail.history(day);
    const placeAt = (index: number) => ({ time: told[index]?.time ?? Infinity, rank: firstRank + index });
    for (let index = countBefore(told.length, placeAt, first) - 1; index >= 0; index -= 1) {
      const event = told[index];
      if (event !== undefined) yield { ...placeAt(index), event };
    }
  }
}

/** Walks back from a position to `from` (inclusive), newest first, giving each event with the place it was found in. */
export function* walkBack(
  trail: Trail,
  start: Position,
  from: number,
): Generator<{ event: TrailEvent; next: Position }> {
  const seeded = seededBack(trail, start, from);
  const live = trail.live.back(start);
  let old = seeded.next();
  let recent = live.next();
  while (old.done !== true || recent.done !== true) {
    const isRecent = recent.done !== true && (old.done === true || isBefore(old.value, recent.value));
    const turn = isRecent ? recent : old;
    if (turn.done === true || turn.value.time < from) return;
    const { event, time, rank } = turn.value;
    yield { event, next: { time, rank } };
    if (isRecent) recent = live.next();
    else old = seeded.next();
  }
}
