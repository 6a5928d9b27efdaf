import type { LedgerList } from '@/lib/contract/ledger';
import { checkLinks } from './check-links';

const GUARDS = {
  'append-only': 'Append-only: the database lets Keyledger add entries, not change them.',
  'tamper-evident': 'Tamper-evident only: the database role could change entries; verifying would show it.',
} as const;

/** What holds the ledger together, and how far this page could see that it does. */
export function IntegrityLine({ ledger }: { ledger: LedgerList }) {
  const { checked, brokenAt } = checkLinks(ledger.items);
  const newest = ledger.items[0];
  return (
    <div className="border-b border-line px-5 py-2 text-sm text-ink-2">
      <p>
        {GUARDS[ledger.guard]}{' '}
        {brokenAt === null ? (
          checked > 0 &&
          `${checked === 1 ? 'The link' : `All ${checked.toLocaleString('en')} links`} between the entries shown ${checked === 1 ? 'holds' : 'hold'}. `
        ) : (
          <b className="text-bad">Entry {brokenAt} does not follow from the one before it. </b>
        )}
        <span className="text-ink-3">
          The whole chain: <code className="font-mono">npm run verify-ledger</code>
          {newest && (
            <>
              . Newest shown: {newest.seq},{' '}
              <span className="font-mono" title={newest.hash}>
                {newest.hash.slice(0, 12)}…
              </span>
            </>
          )}
        </span>
      </p>
    </div>
  );
}
