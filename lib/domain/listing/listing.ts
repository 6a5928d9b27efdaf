import { ENDS_COST, guessSize, isSparse, PART_COST, toAllowance } from './call-budget';
import { walksOf, type ListingState } from './listing-state';
import { isUnopposed, isWholeInParts, nextOfParts, probeParts, startParts, takeOfParts } from './parts';
import { addToWalk, compareWalks, isEndless, type Answer, type Listed, type Walk } from './walk';

/** Less than this is listed from both ends sooner than it is divided. */
const WORTH_DIVIDING = 20_000;

/** Calls that are no part of a plain listing, nor of one from both ends. */
const sideCalls = ({ calls, root, high }: ListingState): number => calls - root.pages - high.pages;

/** Whether so many calls more still leave room for what a listing from both ends costs. */
const mayCost = (state: ListingState, extra: number): boolean =>
  sideCalls(state) + extra + ENDS_COST <= toAllowance(state.seen);

const idle = (walk: Walk): Walk | null => (walk.more && !walk.asked ? walk : null);

function turnTo(state: ListingState, way: 'one' | 'ends'): void {
  state.phase = way;
  state.parts = null;
}

/** Calls under way that are no part of a plain listing: whoever turns to another way pays for them as well. */
const countUnderWay = (state: ListingState): number =>
  walksOf(state).filter((walk) => walk.asked && walk !== state.root).length;

/** The other way where it is within bounds to begin it here; else this listing proves nothing. */
function doubt(state: ListingState, kind: 'astray' | 'askew'): void {
  const more = countUnderWay(state);
  if (kind === 'astray' && mayCost(state, more)) turnTo(state, 'ends');
  else if (state.calls - state.root.pages + more <= toAllowance(state.seen)) turnTo(state, 'one');
  else state.verdict = 'doubtful';
}

function decide(state: ListingState): void {
  const { root, sampled, witnesses, known } = state;
  if (guessSize(root.read, sampled, sampled - witnesses.length) < WORTH_DIVIDING) return turnTo(state, 'ends');
  state.parts = startParts(root, [...known, ...witnesses.map(({ name }) => name)]);
  state.phase = 'probing';
}

/** Nothing else is under way meanwhile: the walk over everything must not read what a part is about to. */
function chooseProbe(state: ListingState): Walk | null {
  const { root, parts } = state;
  if (root.asked || parts?.open.some(({ low, high }) => low?.asked || high.asked)) return null;
  if (!mayCost(state, 1 + PART_COST)) return idle(root);
  // A probe whose answer never came.
  const begun = parts?.open[0];
  const probe = begun ? (begun.low ?? begun.high) : parts && probeParts(parts, root);
  if (probe) return probe;
  turnTo(state, 'ends');
  return choose(state);
}

function choose(state: ListingState): Walk | null {
  const { phase, root, high, samples, parts } = state;
  if (phase === 'opening') {
    const sample = samples.find(({ pages, asked }) => pages === 0 && !asked);
    return (mayCost(state, 2) && sample) || idle(root);
  }
  if (phase === 'parts') return parts && nextOfParts(parts, root, state);
  if (phase === 'probing') return chooseProbe(state);
  if (phase === 'ends' && (high.pages > 0 || mayCost(state, 0))) return idle(root) ?? idle(high);
  return idle(root);
}

/** The walk to go on with by one page; null: an answer must come first, or there is nothing more to ask. */
export function nextWalk(state: ListingState): Walk | null {
  if (state.verdict !== 'going') return null;
  const walk = choose(state);
  if (walk) walk.asked = true;
  return walk;
}

function forgetMet(state: ListingState, page: readonly Listed[]): void {
  if (state.witnesses.length === 0) return;
  const met = new Set(page.map(({ arn }) => arn));
  state.witnesses = state.witnesses.filter(({ arn }) => !met.has(arn));
}

function takeSample(state: ListingState, page: readonly Listed[]): void {
  const read = new Set(state.root.edge.map(({ arn }) => arn));
  state.sampled += page.length;
  state.witnesses.push(...page.filter(({ arn }) => !read.has(arn)).map(({ arn, name }) => ({ arn, name })));
  if (state.phase === 'opening' && state.samples.every(({ pages }) => pages > 0)) decide(state);
}

/** Whether an answer to a walk still tells anything: what was under way when a listing turned to another way does not. */
export const isWanted = (state: ListingState, walk: Walk): boolean => walksOf(state).includes(walk);

/**
 * AWS does not understand what a walk asks for, an order or filters: the listing goes another way, as far as that is
 * within bounds. A call all the same.
 */
export function takeRefusal(state: ListingState, walk: Walk): void {
  const { root, high, samples } = state;
  state.calls += 1;
  walk.asked = false;
  walk.more = false;
  if (!isWanted(state, walk)) return;
  if (walk === root) state.verdict = 'doubtful';
  else if (samples.includes(walk)) {
    if (state.phase === 'opening') turnTo(state, 'ends');
  } else doubt(state, walk === high ? 'askew' : 'astray');
}

function takeEnd(state: ListingState, walk: Walk, page: readonly Listed[]): void {
  const { root, high } = state;
  state.seen = Math.max(state.seen, root.read);
  if (walk === root && !root.more) state.verdict = 'whole';
  if (state.phase !== 'ends') return;
  const { met, askew, shared } = compareWalks(page, (walk === root ? high : root).edge);
  state.shared += shared;
  if (askew) doubt(state, 'askew');
  else if (met || !walk.more) state.verdict = 'whole';
}

function takePart(state: ListingState, walk: Walk, page: readonly Listed[]): void {
  const { parts } = state;
  if (!parts) return;
  const taken = takeOfParts(parts, walk, page);
  state.seen += taken.seen;
  if (isSparse(page.length, walk.more)) state.sparse += 1;
  const isProbe = state.phase === 'probing';
  // Later on a single one says nothing: AWS promises no full pages.
  const isScanned = state.sparse > (isProbe ? 0 : 1);
  parts.isSettled ||= isScanned;
  if (taken.doubt) doubt(state, taken.doubt);
  else if (isScanned && mayCost(state, countUnderWay(state))) turnTo(state, 'ends');
  else if (isProbe) state.phase = 'parts';
  else if (isWholeInParts(parts)) state.verdict = 'whole';
}

/** Takes in what AWS answered to a walk that `nextWalk` gave. */
export function takeAnswer(state: ListingState, walk: Walk, answer: Answer): void {
  const { root, high, samples, phase, parts } = state;
  state.calls += 1;
  // The first page from the other end is held against all that was read from this one.
  const isFirst = walk === root && phase !== 'one' && (phase !== 'ends' || high.pages === 0);
  addToWalk(walk, answer, isFirst || (parts !== null && isUnopposed(parts, walk)));
  if (samples.includes(walk)) return takeSample(state, answer.secrets);
  forgetMet(state, answer.secrets);
  if (isEndless(walk)) state.verdict = 'doubtful';
  else if (walk === root || walk === high) takeEnd(state, walk, answer.secrets);
  else takePart(state, walk, answer.secrets);
}
