import type { ScopeView } from '@/lib/contract/system';

/** That an endpoint is not AWS, and what follows from it, for everybody who sees its secrets. */
export function ScopeLacks({ scope }: { scope: ScopeView }) {
  const { accountName, region, lacks } = scope;
  return (
    <details className="text-ink-2">
      <summary className="min-h-6 wrap-anywhere">
        {accountName} {region}: unlike AWS in {lacks.length === 1 ? 'one way' : `${lacks.length} ways`}
      </summary>
      <ul className="mt-1 flex flex-col gap-1.5 text-xs">
        {lacks.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </details>
  );
}
