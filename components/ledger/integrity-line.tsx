import type { LedgerList } from '@/lib/contract/ledger';
import { checkLinks } from './check-links';

const GUARDS = {
  'append-only': 'Append-only: the database lets Keyledger add entries, not change them.',
  'tamper-evident': 'Tamper-evident only: the database role could change entries; verifying would show it.',
} as const;

/** What holds the ledger together, and how far this page could see that it does; the rest on request. */
export function IntegrityLine({ ledger }: { ledger: LedgerList }) {
  const { checked, brokenAt } = checkLinks(ledger.items);
  const newest = ledger.items[0];
  return (
    <details className="border-b border-line px-5 py-1.5 text-sm text-ink-2">
      <summary className="min-h-6 leading-6 hover:text-ink">
        <span>{GUARDS[ledger.guard]}</span>{' '}
        {brokenAt === null ? (
          checked > 0 && linkWords(checked)
        ) : (
          <b className="text-bad">Entry {brokenAt} does not follow from the one before it.</b>
        )}
      </summary>
      <p className="pb-1 text-ink-3">
        The whole chain: <code className="font-mono">npm run verify-ledger</code>
        {newest && (
          <>
            . Newest shown: {newest.seq},{' '}
            <span className="font-mono" title={newest.hash}>
              {newest.hash.slice(0, 12)}…
            </span>
          </>
        )}
      </p>
    </details>
  );
}

const linkWords = (count: number): string =>
  count === 1
    ? 'The link between the entries shown holds.'
    : `All ${count.toLocaleString('en')} links between the entries shown hold.`;
