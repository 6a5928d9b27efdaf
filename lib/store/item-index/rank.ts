import 'server-only';
import { LONGEST_FACET } from '@/lib/domain/ports/inventory-facets';
import { Best } from './best';

export interface Ranked {
  code: number;
  count: number;
}

/** The most frequent codes by count, then text; and the chosen ones that are counted at all. */
export function rank(
  counts: Uint32Array,
  textOf: (code: number) => string | null,
  chosen: readonly (number | null)[] = [],
): Ranked[] {
  const countOf = (code: number) => counts[code] ?? 0;
  const isBefore = (left: number, right: number) => (textOf(left) ?? '') < (textOf(right) ?? '');
  const byCount = (left: number, right: number) => countOf(right) - countOf(left) || (isBefore(left, right) ? -1 : 1);
  const best = new Best(LONGEST_FACET, byCount);
  // Code 0 stands for none.
  for (let code = 1; code < counts.length; code += 1) if (counts[code]) best.offer(code);
  const among = new Set(best.found);
  const others = chosen.filter((code) => code !== null && countOf(code) > 0 && !among.has(code));
  return [...best.found, ...new Set(others)].map((code) => ({ code: Number(code), count: countOf(Number(code)) }));
}
