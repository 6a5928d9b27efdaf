import { longestDelay, visibleFrom } from '@/lib/local-aws/cloudtrail/delivery';
import { dayMs, startAt, walkBack, type TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { World } from '@/lib/local-aws/world/world';

/** CloudTrail publishes about every five minutes what has reached it since (aws-facts §3.2). */
export const windowMs = 5 * 60_000;
/** A window is published when calls that began in it have ended, so that a file never changes. */
export const graceMs = 60_000;
/** Some 25 MB before compression; AWS's limit is 50. */
export const mostRecords = 20_000;

/** The end of the five minutes in which something is delivered at a moment. */
const endOf = (time: number) => (Math.floor(time / windowMs) + 1) * windowMs;

const kept = new WeakMap<Scope, Map<number, ReadonlyMap<number, number>>>();

function countDay(world: World, scope: Scope, day: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const first = day * dayMs;
  const from = first - windowMs - longestDelay(world.options);
  for (const { event } of walkBack(scope.trail, startAt(first + dayMs - 1), from)) {
    const end = endOf(visibleFrom(event, world.options));
    if (end >= first && end < first + dayMs) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([a], [b]) => a - b));
}

/**
 * The windows of a day (days since 1970) in which a scope had something delivered and which are published, by their ends,
 * with how many records: numbers alone, which are kept once the day is over.
 */
export function deliveredWindows(world: World, scope: Scope, day: number, now: number): [end: number, count: number][] {
  const days = kept.get(scope) ?? new Map<number, ReadonlyMap<number, number>>();
  kept.set(scope, days);
  let counts = days.get(day);
  if (counts === undefined) {
    counts = countDay(world, scope, day);
    if ((day + 1) * dayMs + graceMs <= now) days.set(day, counts);
  }
  return [...counts].filter(([end]) => end + graceMs <= now);
}

/** The events delivered in the window that ends at a moment, oldest first. */
export function deliveredIn(world: World, scope: Scope, end: number): TrailEvent[] {
  const from = end - windowMs - longestDelay(world.options);
  const found: TrailEvent[] = [];
  for (const { event } of walkBack(scope.trail, startAt(end - 1), from))
    if (endOf(visibleFrom(event, world.options)) === end) found.push(event);
  return found.toReversed();
}
