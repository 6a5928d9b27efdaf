/** Secrets on a full page (ListSecrets, MaxResults). */
export const FULL_PAGE = 100;

/** No listing may cost more than this share above what a plain one costs. */
const MOST_EXTRA = 0.2;

/**
 * Calls beyond a plain listing's that are surely within bounds: of the plain one only that is known which
 * would be needed for what was seen so far.
 */
export const toAllowance = (seen: number): number => Math.floor(Math.ceil(seen / FULL_PAGE) * MOST_EXTRA);

/** Calls that a listing which has seen so many in so many calls may still make beyond its pages. */
export const toSpareCalls = (seen: number, calls: number): number =>
  Math.max(0, Math.ceil(seen / FULL_PAGE) + toAllowance(seen) - calls);

/** What a listing from both ends costs beyond a plain one: the page on which they meet, and one under way then. */
export const ENDS_COST = 2;

/** The same for a part that is walked from both ends: and its last page is not full. */
export const PART_COST = 3;

/** A page that goes on without being half full: filters that are applied after the pages are cut. */
export const isSparse = (length: number, more: boolean): boolean => more && length < FULL_PAGE / 2;

/**
 * How many secrets a scope has, by how many of a sample from all over it were met among the first `read`. A guess: it
 * decides whether dividing is worth trying and what people are told, never whether a listing is complete.
 */
export const guessSize = (read: number, sample: number, met: number): number =>
  Math.round((read * sample) / Math.max(met, 0.5));
