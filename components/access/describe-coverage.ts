import type { CoverageView } from '@/lib/contract/access';
import { formatSpan, formatUtc } from '@/components/ui/format-time';

const day = (at: string): string => formatUtc(at).slice(0, 16);
/** Two polls are never exactly next to each other. */
const SEAM = 1000;
/** CloudTrail is minutes late and polls are minutes apart: what ends before is over. */
const LAG_SECONDS = 2 * 3600;

type Source = CoverageView['source'];
const NAMES = {
  'trail-files': 'trail files',
  athena: 'Athena',
  'lookup-events': 'LookupEvents',
} as const satisfies Record<Source, string>;
const isSource = (text: string): text is Source => text in NAMES;

/** `LookupEvents`, `trail files and LookupEvents`. */
export const nameSources = (sources: readonly Source[]): string =>
  Object.keys(NAMES)
    .filter(isSource)
    .filter((source) => sources.includes(source))
    .map((source) => NAMES[source])
    .join(' and ');

/** Whether what ends then goes on, where it is followed. */
export const isUpToNow = (to: string, now: string): boolean => Date.parse(now) - Date.parse(to) <= LAG_SECONDS * 1000;

/** Without what AWS's own answers cover as well: only what would be missing without them is told of files. */
function findSources(coverage: readonly CoverageView[]): Source[] {
  const own = coverage.filter(({ source }) => source === 'lookup-events');
  const others = coverage.filter(
    ({ source, from, to }) => source !== 'lookup-events' && !own.some((one) => one.from <= from && one.to >= to),
  );
  return [...own, ...others].map(({ source }) => source);
}

/**
 * What of a scope's history was really read, in words, and its gaps: `covered 2026-08-24 03:12 UTC to now by
 * LookupEvents, lag 4 min`; `covered 2025-01-01 01:00 UTC to 2026-10-01 00:30 UTC by trail files`.
 */
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
  // Files are brought once: LookupEvents alone goes on by itself.
  const isNow = end.source === 'lookup-events' && end.lag <= LAG_SECONDS;
  const until = isNow ? 'now' : `${day(end.to)} UTC`;
  const lag = isNow ? `, lag ${formatSpan(end.lag * 1000)}` : '';
  return { covered: `covered ${day(first.from)} UTC to ${until} by ${nameSources(findSources(sorted))}${lag}`, gaps };
}
