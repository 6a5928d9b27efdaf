import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import type { UrlState } from '@/components/layout/url-state';
import { AccessEmpty } from './access-empty';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { findUncovered, isKnownInPart } from './uncovered';
import { isAllUnkept, unkeptWords } from './unkept-line';

interface Props {
  list: { from: string; to: string; coverage: AccessList['coverage']; unkept?: AccessList['unkept'] };
  state: UrlState;
  scopes: readonly ScopeView[];
  now: string;
  what: string;
}

/** No rows of a preset: not looked at, not covered, nothing matches, or really none. */
export function PresetEmpty({ list, state, scopes, now, what }: Props) {
  const { from, to, coverage, unkept = [] } = list;
  const touches = isKnownInPart(coverage, list);
  const whole = findUncovered(scopes, coverage, list, now).length === 0;
  const narrowed = state.some(([name]) => name !== 'from' && name !== 'to');
  const gone = touches && isAllUnkept(unkept, to);
  if (!touches || narrowed || gone) {
    const bucket = {
      from,
      to,
      person: 0,
      workload: 0,
      service: 0,
      denied: 0,
      known: gone ? 'unkept' : touches ? (whole ? 'whole' : 'part') : 'none',
    } as const;
    const histogram = { from, to, stepSeconds: 0, total: 0, buckets: [bucket] };
    return <AccessEmpty list={{ coverage, unkept, histogram }} state={state} scopes={scopes} />;
  }
  return (
    <EmptyState className="px-5">
      <EmptyTitle>Nothing there</EmptyTitle>
      <p>
        {what}
        {!whole && ' What is not covered may hold some.'}
        {unkept.length > 0 && ` ${unkeptWords(unkept)}`}
      </p>
    </EmptyState>
  );
}
