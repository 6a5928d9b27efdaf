/**
 * Part of a scope's names, as ListSecrets' filters cut it out: those that begin with `within` ('': all) and with none
 * of `without`. Filters on `name` are prefixes and mind case; several filters must all hold; a leading `!` turns one
 * round (service model, Filter; aws-facts §1.2).
 */
export interface Segment {
  within: string;
  without: readonly string[];
}

export const EVERY_NAME: Segment = { within: '', without: [] };

/** ListSecrets takes ten filters (service model, FiltersListType). */
const MOST_FILTERS = 10;

/** What may stand in a filter and means itself; a `!` at its beginning would not. */
const PREFIX = /^[\w/+=.@-][\w/+=.@!-]{0,511}$/;

export const isIn = ({ within, without }: Segment, name: string): boolean =>
  name.startsWith(within) && !without.some((prefix) => name.startsWith(prefix));

/** `[inside, outside]`: every name of the segment is in exactly one of them; null: filters cannot say it. */
export function splitSegment(segment: Segment, prefix: string): [inside: Segment, outside: Segment] | null {
  const { within, without } = segment;
  const isNarrower = prefix.length > within.length && isIn(segment, prefix) && PREFIX.test(prefix);
  if (!isNarrower) return null;
  const [farther, others] = [true, false].map((is) => without.filter((one) => one.startsWith(prefix) === is));
  const inside = { within: prefix, without: farther ?? [] };
  // What is left out with the prefix need not be left out a second time.
  const outside = { within, without: [...(others ?? []), prefix] };
  return [inside, outside].every((one) => countFilters(one) <= MOST_FILTERS) ? [inside, outside] : null;
}

const countFilters = ({ within, without }: Segment): number => without.length + (within === '' ? 0 : 1);
