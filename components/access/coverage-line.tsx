import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import { Time } from '@/components/ui/time';
import { nameSources } from './describe-coverage';
import { TrailFilesHint } from './trail-files-hint';
import { findUncovered, knownUntil } from './uncovered';

interface Props {
  scopes: readonly ScopeView[];
  coverage: AccessList['coverage'];
  period: { from: string; to: string };
  now: string;
}

/** How old the history is. */
export function HistoryAge({ scopes, coverage, now }: Omit<Props, 'period'>) {
  const until = knownUntil(scopes, coverage);
  if (coverage.length === 0) return <p className="text-ink-3">history not looked at yet</p>;
  return (
    <p className="text-ink-3">
      {until ? (
        <>
          history as of <Time at={until} now={now} />
        </>
      ) : (
        'history of some scopes not read yet'
      )}
    </p>
  );
}

/** Of which scopes a part of the period is not known: what is not listed there is unknown, not none. */
export function CoverageLine({ scopes, coverage, period, now }: Props) {
  if (scopes.length === 0) return null;
  const uncovered = findUncovered(scopes, coverage, period, now);
  const all = scopes.length === 1 ? 'The scope is' : `All ${scopes.length} scopes are`;
  if (uncovered.length === 0) {
    const own = coverage.filter(({ source }) => source === 'lookup-events');
    // What rests on more than AWS's own answers is said to.
    const isOwn = findUncovered(scopes, own, period, now).length === 0;
    const by = isOwn ? '' : ` by ${nameSources(coverage.map(({ source }) => source))}`;
    return (
      <p className="text-sm text-ink-3">
        {all} covered over the whole period{by}.
      </p>
    );
  }
  return (
    <details className="text-sm">
      <summary className="min-h-6 leading-6 text-warn hover:text-ink">
        {uncovered.length} of {scopes.length} scopes not covered over the whole period: what is missing there is unknown
      </summary>
      <ul className="pb-1 text-ink-2">
        {uncovered.map(({ id, name, gaps }) => (
          <li key={id}>
            {name}: <span className="text-ink-3">{gaps.join('; ')}</span>
          </li>
        ))}
      </ul>
      <p className="pb-1 text-ink-3">
        <TrailFilesHint />
      </p>
    </details>
  );
}
