import { isIn, type Segment } from './segment';

/** What of a listed secret tells where a walk is. */
export interface Listed {
  arn: string;
  name: string;
}

export type Order = 'ascending' | 'descending';

/** One listing of AWS's, followed by its tokens. Dates serve only to see names from all over the scope. */
export interface Question {
  segment: Segment;
  by: 'name' | 'created';
  order: Order;
}

/** Plain data: it is kept in the database, so that another process can go on with it. */
export interface Walk extends Question {
  pages: number;
  /** Of the last page; null: there was none, or nothing follows. */
  token: string | null;
  /** Whether there may be more. */
  more: boolean;
  asked: boolean;
  /** What it has read last, in its order. */
  edge: Listed[];
  read: number;
  /** Pages in a row that brought nothing new. */
  stale: number;
}

/** What AWS answered: a page, and the token of the next; null: that was all. */
export interface Answer {
  secrets: readonly Listed[];
  nextToken: string | null;
}

export const startWalk = (question: Question): Walk => ({
  ...question,
  pages: 0,
  token: null,
  more: true,
  asked: false,
  edge: [],
  read: 0,
  stale: 0,
});

/** Two pages: two walks meet at the edge of what each has read. */
export const KEPT_SECRETS = 200;

/** Adds a page; what lies far behind is forgotten unless `keepAll`. */
export function addToWalk(walk: Walk, { secrets, nextToken }: Answer, keepAll: boolean): void {
  const known = new Set(walk.edge.map(({ arn }) => arn));
  walk.asked = false;
  walk.pages += 1;
  walk.token = nextToken;
  walk.more = nextToken !== null;
  walk.read += secrets.length;
  walk.stale = secrets.every(({ arn }) => known.has(arn)) ? walk.stale + 1 : 0;
  walk.edge.push(...secrets.map(({ arn, name }) => ({ arn, name })));
  if (!keepAll) walk.edge.splice(0, walk.edge.length - KEPT_SECRETS);
}

/** A narrow filter may give many pages in a row with nothing, but no end of them; and no region holds so many secrets. */
const MOST_STALE = 250;
const MOST_READ = 1_000_000;

export const isEndless = ({ stale, read }: Walk): boolean => stale > MOST_STALE || read > MOST_READ;

/** Case and punctuation may count for nothing in AWS's order, so that such names have no order among them. */
const toBare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export interface Meeting {
  /** Between them they have read all there was when they began. */
  met: boolean;
  /** The one order is not the other turned round: nothing follows from a meeting. */
  askew: boolean;
  /** How many secrets of the page the other had read. */
  shared: number;
}

/**
 * What a page of one walk and the edge of another, in the opposite order, have in common. The one has read all up to
 * its last, the other all down to its last: where both have read the same secrets they have passed each other. That
 * holds whatever AWS's order is, as long as the one is the other turned round, which two secrets show that no order
 * could take for equal. Names never change, so that no secret moves between them meanwhile.
 */
export function compareWalks(page: readonly Listed[], edge: readonly Listed[]): Meeting {
  const places = new Map(edge.map(({ arn }, place) => [arn, place]));
  const shared = page.filter(({ arn }) => places.has(arn));
  const bare = new Set(shared.map(({ name }) => toBare(name)));
  const order = shared.map(({ arn }) => places.get(arn) ?? 0);
  const askew = order.some((place, index) => index > 0 && place >= (order[index - 1] ?? 0));
  return { met: bare.size > 1 && !askew, askew, shared: shared.length };
}

/** Whether any name of a page lies outside what was asked for: the endpoint filters in another way than AWS says. */
export const isAstray = (page: readonly Listed[], { segment }: Question): boolean =>
  page.some(({ name }) => !isIn(segment, name));
