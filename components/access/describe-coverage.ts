import type { CoverageView } from '@/lib/contract/access';
import { formatSpan, formatUtc } from '@/components/ui/format-time';

const day = (at: string): string => formatUtc(at).slice(0, 16);
/** Two polls are never exactly next to each other. */
const SEAM = 1000;

/** What of a scope's history was really read, in words: `covered 2026-08-24 03:12 to now, lag 4 min`, and its gaps. */
export function describeCoverage(coverage: readonly CoverageView[]): { covered: string; gaps: string[] } {
  const sorted = coverage.toSorted((left, right) => left.from.localeCompare(right.from));
  const [first] = sorted;
  if (!first)
    return { covered: 'history not covered: no reads are known, which does not mean that there were none', gaps: [] };
  const gaps: string[] = [];
  let end = first;
  for (const next of sorted) {
    if (Date.parse(next.from) > Date.parse(end.to) + SEAM) gaps.push(`${day(end.to)} to ${day(next.from)} UTC`);
    if (Date.parse(next.to) > Date.parse(end.to)) end = next;
  }
  return { covered: `covered ${day(first.from)} UTC to now, lag ${formatSpan(end.lag * 1000)}`, gaps };
}
