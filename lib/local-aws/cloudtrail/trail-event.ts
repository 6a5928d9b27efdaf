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

/**
 * A place in a trail. Of two events of one millisecond the one with the higher rank is newer: seeded ones count up from
 * far below zero within their day, live ones from zero, so that no two events of a trail are in one place.
 */
export type Position = { time: number; rank: number };
export type Placed = Position & { event: TrailEvent };

export const isBefore = (a: Position, b: Position) => a.time < b.time || (a.time === b.time && a.rank < b.rank);

/** How many of so many places in order, oldest first, are before a position. */
export function countBefore(count: number, placeAt: (index: number) => Position, position: Position): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(placeAt(middle), position)) low = middle + 1;
    else high = middle;
  }
  return low;
}
