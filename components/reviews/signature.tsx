import type { ReviewSignature } from '@/lib/contract/reviews';

/** Held against the ledger each time that the page is opened. */
export function Signature({ signature }: { signature: ReviewSignature }) {
  if (signature === 'holds')
    return (
      <p className="text-sm text-ink-3">
        Its marks, its period and who signed it are those that the ledger has of the sign-off.
      </p>
    );
  return (
    <p className="max-w-[75ch] text-bad">
      {signature === 'broken'
        ? 'What is stored is not what was signed: its marks, its period or who signed it are others than the ledger has of the sign-off. Somebody changed the database.'
        : 'The ledger has no entry of this sign-off: that these are the marks that somebody signed cannot be told.'}{' '}
      Do not rely on it: verify the ledger, and hold the review against a backup of its day.
    </p>
  );
}
