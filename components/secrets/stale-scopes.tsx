import type { ScopeView } from '@/lib/contract/system';
import { describeTrouble } from '@/components/layout/scopes-summary';

/** Above the rows: which of them are old data, and why. */
export function StaleScopes({ scopes, now }: { scopes: ScopeView[]; now: string }) {
  const failing = scopes.filter((scope) => scope.inventory.state === 'failing');
  if (failing.length === 0) return null;
  return (
    <section aria-label="Old data" className="border-b border-line bg-warn-soft px-5 py-2 text-sm">
      {failing.map((scope) => (
        <p key={scope.id}>
          <span className="font-medium text-warn">{describeTrouble(scope, now)}.</span>{' '}
          {scope.inventory.asOf !== null && 'The last good data is shown. '}
          {scope.inventory.problem?.message}
        </p>
      ))}
    </section>
  );
}
