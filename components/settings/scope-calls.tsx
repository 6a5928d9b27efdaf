import type { ScopeView, SettingsView } from '@/lib/contract/system';
import { Time } from '@/components/ui/time';

type Calls = SettingsView['calls'][number];

/** What a day of one scope is made of. */
export function CallsMadeOf({ operations }: Pick<Calls, 'operations'>) {
  return (
    <ul>
      {operations.map(({ operation, perDay, counted, why }) => (
        <li key={operation}>
          <span className="font-mono text-sm">{operation}</span> {perDay.toLocaleString('en')}{' '}
          <span className="text-ink-3">
            {why}; {counted.toLocaleString('en')} counted
          </span>
        </li>
      ))}
    </ul>
  );
}

/** In the row of a scope: what it costs in calls to AWS a day, and why. */
export function ScopeCalls({ of, calls, now }: { of: ScopeView; calls: SettingsView['calls']; now: string }) {
  const own = calls.find(({ account, region }) => account === of.account && region === of.region);
  if (!own) return null;
  return (
    <details className="mt-1 text-sm">
      <summary className="min-h-6 leading-6 text-ink-3 hover:text-ink">
        {own.perDay.toLocaleString('en')} calls to AWS a day
      </summary>
      {own.since && (
        <p className="text-ink-3">
          counted since <Time at={own.since} now={now} />
        </p>
      )}
      <CallsMadeOf operations={own.operations} />
    </details>
  );
}
