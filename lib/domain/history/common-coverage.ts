import type { CoverageInterval } from '@/lib/domain/event-record';

/**
 * What was read in every one of several scopes: of a secret with replicas, reads are known only where
 * the history of all its regions is. One list of intervals a scope. Where the sources differ, the one that rests on
 * more than AWS's own answers is named.
 */
export function toCommonCoverage(scopes: readonly (readonly CoverageInterval[])[]): CoverageInterval[] {
  const [first = [], ...rest] = scopes;
  return rest.reduce<CoverageInterval[]>(
    (common, next) => common.flatMap((one) => next.flatMap((other) => intersect(one, other))),
    [...first],
  );
}

function intersect(one: CoverageInterval, other: CoverageInterval): CoverageInterval[] {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from < to ? [{ from, to, source: one.source === 'lookup-events' ? other.source : one.source }] : [];
}
