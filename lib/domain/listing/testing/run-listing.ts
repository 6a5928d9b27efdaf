import { nextWalk, takeAnswer, takeRefusal } from '@/lib/domain/listing/listing';
import { findResumed, type ListingState } from '@/lib/domain/listing/listing-state';
import type { Walk } from '@/lib/domain/listing/walk';
import type { SimulatedListing } from './simulated-listing';

interface RunOptions {
  atOnce?: number;
  /** 0 ≤ x < 1: which of the calls under way is answered next. */
  random?: () => number;
  /** May change the world before each answer. */
  between?: () => void;
  /** Whether the process dies now; another goes on with what was kept. */
  dies?: () => boolean;
}

export interface Run {
  /** ARNs that came. */
  came: Set<string>;
  state: ListingState;
}

/** Runs a listing with up to `atOnce` calls under way until it has nothing more to ask. */
export function runListing(
  start: ListingState,
  aws: SimulatedListing,
  { atOnce = 12, random = () => 0, between = () => undefined, dies = () => false }: RunOptions = {},
): Run {
  let state = start;
  const came = new Set<string>();
  let flying: Walk[] = [];
  for (;;) {
    if (dies()) {
      state = findResumed(structuredClone(state)) ?? state;
      flying = [];
    }
    while (flying.length < atOnce) {
      const walk = nextWalk(state);
      if (!walk) break;
      flying.push(walk);
    }
    const [walk] = flying.splice(Math.floor(random() * flying.length), 1);
    if (!walk) return { came, state };
    between();
    if (aws.refuses(walk)) {
      takeRefusal(state, walk);
      continue;
    }
    const answer = aws.page(walk, walk.token);
    for (const { arn } of answer.secrets) came.add(arn);
    takeAnswer(state, walk, answer);
  }
}
