import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import { formatUtc } from '@/components/ui/format-time';

type Coverage = AccessList['coverage'];
type Scope = Pick<ScopeView, 'id' | 'accountName' | 'region'>;
interface Period {
  from: string;
  to: string;
}

/** Two polls are never exactly next to each other. */
const SEAM = 1000;
/** CloudTrail is minutes late: so much may be missing at the newest end. */
const LAG = 3_600_000;
const minute = (at: number): string => formatUtc(new Date(at).toISOString()).slice(0, 16);

export interface UncoveredScope {
  id: string;
  name: string;
  /** `before 2026-11-15 08:00 UTC`, `2026-11-15 08:00 to 09:00 UTC`, `all of it`. */
  gaps: string[];
}

/** Whether any history of the period was read: where none was, 0 events are not none. */
export const isKnownInPart = (coverage: Coverage, { from, to }: Period): boolean =>
  coverage.some((interval) => interval.from < to && interval.to > from);

/** The scopes of whose history a part of the period is not known, and which. */
export function findUncovered(
  scopes: readonly Scope[],
  coverage: Coverage,
  period: Period,
  now: string,
): UncoveredScope[] {
  const [from, to] = [Date.parse(period.from), Math.min(Date.parse(period.to), Date.parse(now))];
  return scopes
    .map(({ id, accountName, region }) => ({
      id,
      name: `${accountName} ${region}`,
      gaps: findGaps(
        coverage.filter(({ scope }) => scope === id),
        from,
        to,
        to === Date.parse(now),
      ),
    }))
    .filter(({ gaps }) => gaps.length > 0);
}

function findGaps(coverage: Coverage, from: number, to: number, toNow: boolean): string[] {
  const gaps: string[] = [];
  let reached = from;
  for (const interval of coverage.toSorted((left, right) => left.from.localeCompare(right.from))) {
    const [start, end] = [Math.min(Date.parse(interval.from), to), Math.min(Date.parse(interval.to), to)];
    if (end <= reached) continue;
    if (start - reached > SEAM)
      gaps.push(reached === from ? `before ${minute(start)} UTC` : `${minute(reached)} to ${minute(start)} UTC`);
    reached = end;
  }
  if (reached === from && to > from) return ['all of it'];
  if (to - reached > (toNow ? LAG : SEAM)) gaps.push(`since ${minute(reached)} UTC`);
  return gaps;
}

/** The moment up to which the history of every scope is known; null where that of one is not at all. */
export function knownUntil(scopes: readonly Scope[], coverage: Coverage): string | null {
  const ends = scopes.map(({ id }) =>
    coverage
      .filter(({ scope }) => scope === id)
      .map(({ to }) => to)
      .toSorted()
      .at(-1),
  );
  return ends.some((end) => end === undefined) ? null : (ends.flatMap((end) => end ?? []).toSorted()[0] ?? null);
}
