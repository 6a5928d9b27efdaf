import { SKEW_MILLISECONDS, type Anchor } from './anchor';
import type { Finding } from './finding';
import { LONGEST_MINUTES } from './plan-anchor';

const MINUTE_MILLISECONDS = 60_000;
/** Between two anchors, where the worker runs: it makes one a day at least. */
const LONGEST_GAP_MILLISECONDS = (LONGEST_MINUTES + 60) * MINUTE_MILLISECONDS;

/** How long ago somebody outside saw the ledger. */
export interface Freshness {
  /** The newest anchor that holds; null: none does. */
  newest: Pick<Anchor, 'number' | 'seq' | 'at'> | null;
  ageSeconds: number | null;
  /** So old it may be at most; null: nobody asked. */
  hours: number | null;
  /** Whether it is older than that, or none is there. */
  stale: boolean;
}

export function toFreshness(newest: Freshness['newest'], now: Date, hours: number | null): Freshness {
  const ageSeconds = newest && Math.max(0, Math.round((now.getTime() - Date.parse(newest.at)) / 1000));
  const stale = hours !== null && (ageSeconds === null || ageSeconds > hours * 3600);
  return { newest, ageSeconds, hours, stale };
}

/** `3 d 4 h`, `5 h 12 min`, `12 min`. */
export function toAge(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

const toNote = (why: string): Finding => ({ kind: 'note', from: null, to: null, why });
const name = ({ number, at }: Anchor): string => `anchor ${number} (${at})`;

/**
 * What the times of believed anchors say, in their order: a worker that was kept from anchoring for a while leaves a
 * gap, however new the last one is; and one that is still to come was made by a clock that was wrong.
 */
export function noteTimes(anchors: readonly Anchor[], now: Date): Finding[] {
  const gaps = anchors
    .flatMap((to, index) => {
      const from = anchors[index - 1];
      return from ? [{ from, to, length: Date.parse(to.at) - Date.parse(from.at) }] : [];
    })
    .filter(({ length }) => length > LONGEST_GAP_MILLISECONDS);
  const longest = gaps.toSorted((left, right) => right.length - left.length)[0];
  const found = anchors
    .filter(({ at }) => Date.parse(at) > now.getTime() + SKEW_MILLISECONDS)
    .slice(0, 1)
    .map((anchor) => toNote(`${name(anchor)} says that it is still to come: it does not count as a new one`));
  if (!longest) return found;
  const others = gaps.length > 1 ? `, the longest of ${gaps.length} such times` : '';
  const age = toAge(longest.length / 1000);
  const why = `${age} without an anchor lie between ${name(longest.from)} and ${name(longest.to)}${others}: what was added then and is gone again, nobody outside saw`;
  return [...found, toNote(why)];
}
