import type { AthenaDaysView } from '@/lib/contract/event-questions';

interface Props {
  view: Pick<AthenaDaysView, 'scopes'>;
  names: Readonly<Record<string, string>>;
}

/** Of which days there are sums alone, in each account and region. */
export function ToldDays({ view: { scopes }, names }: Props) {
  const days = scopes.reduce((sum, scope) => sum + scope.days, 0);
  return (
    <details className="border-t border-line px-4 py-2">
      <summary className="min-h-6 leading-6 text-ink-2 hover:text-ink">
        {days.toLocaleString('en')} {days === 1 ? 'day' : 'days'} told by Athena
        {scopes.length > 1 && `, over ${scopes.length.toLocaleString('en')} accounts and regions`}
      </summary>
      <ul className="pb-1 text-ink-2">
        {scopes.map(({ scope, runs }) => (
          <li key={scope}>
            {names[scope] ?? scope}:{' '}
            <span className="text-ink-3">
              {runs.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
