import { guessSize } from './call-budget';
import type { PartsState } from './parts';
import { EVERY_NAME } from './segment';
import { startWalk, type Listed, type Walk } from './walk';

/** `one`: from the lowest name up. `ends`: from the lowest and the highest at once. `parts`: several prefixes at once. */
export type Way = 'one' | 'ends' | 'parts';

/** Ways that may turn out to prove nothing. */
export type DoubtedWay = 'ends' | 'parts';

/** Changes with the shape of what is kept, so that no build goes on with another's. */
const FORM = 1;

/** Where a listing is. Plain data: kept in the database with the rows that it speaks of. */
export interface ListingState {
  form: typeof FORM;
  /** `opening` and `probing` lead to one of the ways. */
  phase: 'opening' | 'probing' | Way;
  /** Over everything, from the lowest name and from the highest. */
  root: Walk;
  high: Walk;
  /** One page each of the oldest and the newest. */
  samples: Walk[];
  /** Names that are known from elsewhere. */
  known: string[];
  /** What the samples named and no other walk has met yet. */
  witnesses: Listed[];
  sampled: number;
  parts: PartsState | null;
  calls: number;
  /** Secrets that were read, each once as far as that is known. */
  seen: number;
  /** Secrets that both walks of a listing from both ends have read. */
  shared: number;
  /** Filtered pages that were hardly filled. */
  sparse: number;
  verdict: 'going' | 'whole' | 'doubtful';
}

/** `known`: names that are known of the scope, from all over it. `most`: the boldest way that may be gone. */
export const startListing = (known: readonly string[], most: Way = 'parts'): ListingState => ({
  form: FORM,
  phase: most === 'parts' ? 'opening' : most,
  root: startWalk({ segment: EVERY_NAME, by: 'name', order: 'ascending' }),
  high: startWalk({ segment: EVERY_NAME, by: 'name', order: 'descending' }),
  samples: (['ascending', 'descending'] as const).map((order) =>
    startWalk({ segment: EVERY_NAME, by: 'created', order }),
  ),
  known: [...known],
  witnesses: [],
  sampled: 0,
  parts: null,
  calls: 0,
  seen: 0,
  shared: 0,
  sparse: 0,
  verdict: 'going',
});

/** How far a listing is. */
export interface ListingProgress {
  way: Way;
  /** Calls that were answered. */
  calls: number;
  /** Secrets so far. */
  secrets: number;
  /** A guess at how many there are; null: too little is known. */
  expected: number | null;
  /** Stretches of names that are listed at once, each from both ends. */
  parts: number;
}

/** So many of the sample say how far a listing is, by a third or so. */
const ENOUGH_MET = 10;

export function toProgress(state: ListingState): ListingProgress {
  const { phase, root, high, parts, calls, seen, shared, sampled, witnesses } = state;
  const way = phase === 'parts' || phase === 'ends' ? phase : 'one';
  const secrets = way === 'ends' ? root.read + high.read - shared : seen;
  const met = sampled - witnesses.length;
  const expected = met >= ENOUGH_MET ? Math.max(secrets, guessSize(secrets, sampled, met)) : null;
  const going = parts?.open.filter(({ done }) => !done).length ?? 1;
  return { way, calls, secrets, expected, parts: way === 'parts' ? going : 1 };
}

/** The way that proved nothing where a listing ended in a doubt. */
export const doubtedWay = ({ phase }: ListingState): DoubtedWay =>
  phase === 'one' || phase === 'ends' ? 'ends' : 'parts';

/** As another process goes on with it: what was under way is asked for again. null: another build kept it. */
export function findResumed(kept: ListingState): ListingState | null {
  if (kept.form !== FORM) return null;
  const resumed = structuredClone(kept);
  for (const walk of walksOf(resumed)) walk.asked = false;
  return resumed;
}

export function walksOf({ root, high, samples, parts }: ListingState): Walk[] {
  const ofParts = parts?.open.flatMap((part) => [part.low, part.high]) ?? [];
  return [root, high, ...samples, ...ofParts].filter((walk) => walk !== null);
}
