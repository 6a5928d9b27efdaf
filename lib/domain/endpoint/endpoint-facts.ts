import type { Lack } from './lack';
import type { ListingFacts } from './listing-facts';

/** One page that was asked for with one secret on it. */
export interface ProbedPage {
  names: string[];
  /** Whether a token to a next page came with it. */
  more: boolean;
  token?: string | undefined;
}

/**
 * What a few reading calls learnt of an endpoint. null: not learnt, because the call failed in a way that says nothing,
 * or there was nothing to ask about.
 */
export interface EndpointFacts {
  /** STS says whose credentials these are. */
  caller: boolean | null;
  /** How DescribeSecret answers for a secret that is not there. */
  refusal: 'as-aws' | 'other-status' | 'unreadable' | 'unsupported' | null;
  /** The first page in ascending order, what its token leads to, and the first page in descending order. */
  ascending: ProbedPage | null;
  next: ProbedPage | null;
  descending: ProbedPage | null;
  /** Filtered by a name that no secret has, and by the first secret's with the case of its letters turned. */
  noName: ProbedPage | null;
  otherCase: ProbedPage | null;
  /** Of the first secret: whether DescribeSecret or ListSecretVersionIds show labels. */
  labels: boolean | null;
  /** Of the first secret: whether its versions' dates are the moment of the question. */
  movingDates: boolean | null;
}

function isSortIgnored({ ascending, descending }: EndpointFacts, { createdAt }: ListingFacts): boolean {
  // Where all were made at one moment, or no date is set, any order is right.
  if (!ascending || !descending || createdAt.size < 2) return false;
  return ascending.names[0] !== undefined && ascending.names[0] === descending.names[0];
}

function goesRound({ ascending, next }: EndpointFacts): boolean {
  const [first] = ascending?.names ?? [];
  if (first === undefined || next === null) return false;
  // A token that leads to itself: the listing ends only where all fits into one page.
  return next.names[0] === first || (next.token !== undefined && next.token === ascending?.token);
}

/** What these answers, next to the whole listing, show that the endpoint lacks. */
export function findEndpointLacks(facts: EndpointFacts, listing: ListingFacts): Lack[] {
  const { ascending, noName, otherCase, refusal } = facts;
  const filtersIgnored = (noName?.names.length ?? 0) > 0;
  const found: [Lack, boolean][] = [
    ['no-caller', facts.caller === false],
    ['no-labels', facts.labels === false && listing.labelled === 0],
    ['moving-dates', facts.movingDates === true],
    ['sort-ignored', isSortIgnored(facts, listing)],
    ['filters-ignored', filtersIgnored],
    ['filters-ignore-case', !filtersIgnored && (otherCase?.names.length ?? 0) > 0],
    ['page-size-ignored', (ascending?.names.length ?? 0) > 1],
    ['pages-go-round', goesRound(facts)],
    ['pages-cut', ascending?.names.length === 1 && !ascending.more && listing.ids.size > 1],
    ['no-describe', refusal === 'unsupported'],
    ['errors-unreadable', refusal === 'unreadable'],
    ['error-status', refusal === 'other-status'],
  ];
  return found.flatMap(([lack, holds]) => (holds ? [lack] : []));
}

/** Names that came when single pages were asked for, in either order or filtered, and that the listing had not. */
export function findUnlistedNames(
  { ascending, next, descending, noName, otherCase }: EndpointFacts,
  listing: ListingFacts,
): string[] {
  const seen = [ascending, next, descending, noName, otherCase].flatMap((page) => page?.names ?? []);
  return [...new Set(seen)].filter((name) => !listing.names.has(name));
}
