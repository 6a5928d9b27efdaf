import 'server-only';
import { countedAges } from '@/lib/domain/inventory/counted-ages';
import type { FacetCount } from '@/lib/domain/ports/inventory-facets';
import type { ItemIndex } from './item-index';
import type { Match, Question } from './match-rows';
import { rank } from './rank';
import { toLastReadTest, toValueAgeLimits } from './row-ages';

/** The counts of ages, from place 1, in the form of a facet. */
function rankAges(counts: Uint32Array, ages: readonly (readonly [string, unknown])[]): FacetCount[] {
  const textOf = (code: number) => ages[code - 1]?.[0] ?? null;
  return rank(counts, textOf).map(({ code, count }) => ({ value: textOf(code) ?? '', count }));
}

/** All ages in one pass, since a row may be of several; by bare comparisons, for these may be asked of every row there is. */
export function countValueAges(
  index: ItemIndex,
  parts: readonly Uint32Array[],
  { filter, now }: Question,
): FacetCount[] {
  const { valueNotBefore, valueNotAfter } = index.times;
  const { valueless } = index;
  const ages = [...countedAges('valueAge', filter.valueAge)];
  const { younger, older, never, unknown } = toValueAgeLimits(
    ages.map(([, age]) => age),
    now,
  );
  const counts = new Uint32Array(ages.length + 1);
  for (const rows of parts)
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const notBefore = valueNotBefore[row] ?? NaN;
      const notAfter = valueNotAfter[row] ?? NaN;
      for (let place = 0; place < ages.length; place += 1)
        if (notBefore > (younger[place] ?? NaN) || notAfter < (older[place] ?? NaN))
          counts[place + 1] = (counts[place + 1] ?? 0) + 1;
      if (valueless[row] === 1) counts[never + 1] = (counts[never + 1] ?? 0) + 1;
      else if (!(notBefore === notAfter)) counts[unknown + 1] = (counts[unknown + 1] ?? 0) + 1;
    }
  return rankAges(counts, ages);
}

/** All ages in one pass, too. */
export function countLastReads(
  index: ItemIndex,
  parts: readonly Uint32Array[],
  { historyVisible }: Match,
  { filter, now, coveredOver }: Question,
): FacetCount[] {
  const ages = [...countedAges('lastRead', filter.lastRead)];
  const tests = ages.map(([, age]) => toLastReadTest(index, age, now, historyVisible, coveredOver));
  const counts = new Uint32Array(ages.length + 1);
  for (const rows of parts)
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      for (let place = 0; place < tests.length; place += 1)
        if (tests[place]?.(row)) counts[place + 1] = (counts[place + 1] ?? 0) + 1;
    }
  return rankAges(counts, ages);
}
