import type { AgeFilter } from '@/lib/domain/ports/inventory-store';

export type AgeFacet = 'valueAge' | 'lastRead';

/** From young to old, each a value of its parameter. They overlap: what is older than 90 days is older than 30, too. */
const COUNTED: Readonly<Record<AgeFacet, readonly AgeFilter[]>> = {
  valueAge: [
    { youngerThanDays: 30 },
    { olderThanDays: 30 },
    { olderThanDays: 90 },
    { olderThanDays: 365 },
    'never',
    'unknown',
  ],
  lastRead: [{ youngerThanDays: 30 }, { olderThanDays: 30 }, { olderThanDays: 90 }, 'never', 'unknown'],
};

/** As a parameter has it: `<30d`, `>90d`, `never`, `unknown`. */
function toText(age: AgeFilter): string {
  if (typeof age === 'string') return age;
  return 'olderThanDays' in age ? `>${age.olderThanDays}d` : `<${age.youngerThanDays}d`;
}

/** The ages that a facet counts, by their texts; with those that are chosen, of which a person wants the number, too. */
export const countedAges = (facet: AgeFacet, chosen: readonly AgeFilter[] = []): ReadonlyMap<string, AgeFilter> =>
  new Map([...COUNTED[facet], ...chosen].map((age) => [toText(age), age]));
