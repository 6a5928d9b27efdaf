import type { ScopeView } from '@/lib/contract/system';

/** What the scopes' endpoints lack, where they are not AWS; nothing where they are. */
export function LacksList({ scopes }: { scopes: ScopeView[] }) {
  return scopes
    .filter(({ lacks }) => lacks.length > 0)
    .map(({ id, accountName, region, lacks }) => (
      <section key={id} aria-label={`What ${accountName} ${region} lacks`} className="border-t border-line px-4 py-3">
        <h3 className="font-medium">
          {accountName} · {region}: this endpoint is not like AWS in{' '}
          {lacks.length === 1 ? 'one way' : `${lacks.length} ways`}
        </h3>
        <ul className="mt-1 flex max-w-prose list-disc flex-col gap-1 pl-5 text-sm text-ink-2">
          {lacks.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
      </section>
    ));
}
