import type { FacetCountView, FacetName } from '@/lib/contract/secrets-list';
import { ROTATION_STATES } from './rotation-words';

const placeOfState = (value: string): number => ROTATION_STATES.findIndex((state) => state === value);

/** More than an age has days. */
const BEYOND = 1_000_000;

/** From young to old, then the words. */
function placeOfAge(value: string): number {
  const [, side, days] = /^([<>])(\d+)d$/.exec(value) ?? [];
  if (side) return Number(days) + (side === '>' ? BEYOND : 0);
  return value === 'never' ? 2 * BEYOND : 3 * BEYOND;
}

const PLACES: Partial<Record<FacetName, (value: string) => number>> = {
  // From bad to good, so that the few that matter are not the last.
  state: placeOfState,
  valueAge: placeOfAge,
  lastRead: placeOfAge,
};

/** The values of a facet where their own order says more than their number. */
export function inOrder<T extends Pick<FacetCountView, 'value'>>(name: FacetName, rows: readonly T[]): readonly T[] {
  const placeOf = PLACES[name];
  return placeOf ? rows.toSorted((left, right) => placeOf(left.value) - placeOf(right.value)) : rows;
}
