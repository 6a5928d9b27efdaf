import type { ScopeView } from '@/lib/contract/system';
import { GONE_WORDS } from '@/components/layout/describe-gone';
import { describeTrouble } from '@/components/layout/scopes-summary';

const MOST = 3;

/** Above the rows: which of them are old data, and why. */
export function StaleScopes({ scopes, now }: { scopes: ScopeView[]; now: string }) {
  const failing = scopes.filter((scope) => scope.inventory.state === 'failing');
  const gone = scopes.filter((scope) => scope.gone);
  if (failing.length + gone.length === 0) return null;
  return (
    <section aria-label="Old data" className="border-b border-line bg-warn-soft px-5 py-2 text-sm">
      {failing.slice(0, MOST).map((scope) => (
        <p key={scope.id}>
          <span className="font-medium text-warn">{describeTrouble(scope, now)}.</span>{' '}
          {scope.inventory.asOf !== null && 'The last good data is shown. '}
          {scope.inventory.problem?.message}
        </p>
      ))}
      {failing.length > MOST && <p className="text-warn">and {failing.length - MOST} more scopes that fail</p>}
      {gone.slice(0, MOST).map(({ id, accountName, region, gone: why }) => (
        <p key={id}>
          <span className="font-medium text-warn">
            {accountName} {region}: no longer read.
          </span>{' '}
          {why && `Because ${GONE_WORDS[why.reason]}. `}The last good data is shown.
        </p>
      ))}
      {gone.length > MOST && <p className="text-warn">and {gone.length - MOST} more scopes that are no longer read</p>}
    </section>
  );
}
