import { FULL_PAGE, PART_COST, toAllowance } from './call-budget';
import { choosePrefix } from './choose-prefix';
import { EVERY_NAME, isIn, splitSegment, type Segment } from './segment';
import { compareWalks, isAstray, KEPT_SECRETS, startWalk, type Listed, type Order, type Walk } from './walk';

interface Part {
  segment: Segment;
  /** null: the walk over everything has read its lowest names. */
  low: Walk | null;
  high: Walk;
  /** The last of those, and all until the other walk has begun; there it ends. */
  read: Listed[];
  done: boolean;
}

interface Waiting {
  segment: Segment;
  /** Of the names that are known, how many lie in it. */
  weight: number;
  /** Nothing divides it. */
  whole?: boolean;
}

/** Plain data, like a walk. Every name is in exactly one segment of `waiting` and `open`. */
export interface PartsState {
  /** Names that are known beyond what the walk over everything has read. */
  names: string[];
  waiting: Waiting[];
  open: Part[];
  /** A page of what negations leave has come. */
  negationSeen: boolean;
  /** No more is divided. */
  isSettled: boolean;
}

export function startParts(root: Walk, known: readonly string[]): PartsState {
  const read = new Set(root.edge.map(({ name }) => name));
  const names = [...new Set(known)].filter((name) => !read.has(name));
  const waiting = [{ segment: EVERY_NAME, weight: names.length }];
  return { names, waiting, open: [], negationSeen: false, isSettled: false };
}

/** No part needs to be smaller than this share of all. */
const SMALLEST_SHARE = 24;

const isSmall = ({ names }: PartsState, { weight, whole }: Waiting): boolean =>
  whole === true || weight <= Math.max(1, names.length / SMALLEST_SHARE);

function open(state: PartsState, root: Walk, { segment }: Waiting, first: Order = 'ascending'): Walk {
  state.waiting = state.waiting.filter((one) => one.segment !== segment);
  const read = root.edge.filter(({ name }) => isIn(segment, name));
  const low = read.length > 0 ? null : startWalk({ segment, by: 'name', order: 'ascending' });
  const high = startWalk({ segment, by: 'name', order: 'descending' });
  state.open.push({ segment, low, high, read, done: false });
  return first === 'ascending' && low ? low : high;
}

function divide(state: PartsState, one: Waiting, prefix: string | null): boolean {
  const halves = prefix === null ? null : splitSegment(one.segment, prefix);
  if (!halves) return false;
  const weigh = (segment: Segment): number => state.names.filter((name) => isIn(segment, name)).length;
  const divided = halves.map((segment) => ({ segment, weight: weigh(segment) }));
  state.waiting = [...state.waiting.filter((other) => other !== one), ...divided];
  return true;
}

/**
 * A first, narrow part from the middle of the names, walked from the end that lies farther from its own end of all: a
 * filter that is applied after pages are cut shows by a first page without names. null: nothing divides them.
 */
export function probeParts(state: PartsState, root: Walk): Walk | null {
  const [all] = state.waiting;
  if (!all || !divide(state, all, choosePrefix(all.segment, state.names, true))) return null;
  const inside = state.waiting.find(({ segment }) => segment.within !== '');
  if (!inside) return null;
  const others = state.names.filter((name) => !isIn(inside.segment, name));
  const below = others.filter((name) => name < inside.segment.within).length;
  return open(state, root, inside, below * 2 >= others.length ? 'ascending' : 'descending');
}

function openNext(state: PartsState, root: Walk, room: number): Walk | null {
  const isIdle = state.open.every(({ done }) => done);
  for (let left = room; ; left -= PART_COST) {
    const [heaviest] = state.waiting.toSorted((one, other) => other.weight - one.weight);
    if (!heaviest) return null;
    if (state.isSettled || isSmall(state, heaviest)) return open(state, root, heaviest);
    if (left < PART_COST) {
      const small = state.waiting.find((one) => isSmall(state, one));
      return small || isIdle ? open(state, root, small ?? heaviest) : null;
    }
    if (!divide(state, heaviest, choosePrefix(heaviest.segment, state.names))) heaviest.whole = true;
  }
}

/** The next walk to go on with, or a new one; null: an answer must come first. Divides further as calls allow. */
export function nextOfParts(state: PartsState, root: Walk, spent: { calls: number; seen: number }): Walk | null {
  const going = state.open.filter(({ done }) => !done);
  const idle = going.flatMap(({ low, high }) => [low, high]).find((walk) => walk?.more && !walk.asked);
  if (idle) return idle;
  const wasted = spent.calls - Math.floor(spent.seen / FULL_PAGE);
  const promised = PART_COST * (going.length + state.waiting.length);
  return openNext(state, root, toAllowance(spent.seen) - wasted - promised);
}

/**
 * Whether nothing has come from the other end of a part: the first page from there is held against all that was read, so
 * that an order that is not turned round is noticed before it costs a page twice.
 */
export const isUnopposed = ({ open: parts }: PartsState, walk: Walk): boolean =>
  parts.some(({ low, high }) => (walk === low && high.pages === 0) || (walk === high && low?.pages === 0));

interface Taken {
  /** Secrets of the page that no walk of its part had read. */
  seen: number;
  doubt: 'astray' | 'askew' | null;
}

/** Takes in a page of `walk`, which has been added to it. */
export function takeOfParts(state: PartsState, walk: Walk, page: readonly Listed[]): Taken {
  const part = state.open.find(({ low, high }) => low === walk || high === walk);
  // One that was under way when its part was done brings nothing new.
  if (!part || part.done) return { seen: 0, doubt: null };
  const other = walk === part.low ? part.high.edge : (part.low?.edge ?? part.read);
  const { met, askew, shared } = compareWalks(page, other);
  part.read.splice(0, part.read.length - KEPT_SECRETS);
  if (met || !walk.more) part.done = true;
  if (part.segment.without.length > 0 && page.length > 0) state.negationSeen = true;
  return { seen: page.length - shared, doubt: isAstray(page, walk) ? 'astray' : askew ? 'askew' : null };
}

/** Every name is in a part that was walked from end to end, and what negations leave was seen to come. */
export const isWholeInParts = ({ waiting, open: parts, negationSeen }: PartsState): boolean =>
  waiting.length === 0 && parts.every(({ done }) => done) && negationSeen;
