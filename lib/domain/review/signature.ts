import { toCanonicalJson } from '@/lib/domain/canonical-json';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { sha256 } from '@/lib/domain/ledger/seal-entry';
import type { ReviewSignature } from './review';

/** Of marks in the order of their principals. */
export const toMarksDigest = (marks: readonly object[]): string => sha256(toCanonicalJson(marks));

/** As they are stored, and in the words of the ledger's entry. */
interface Stored {
  from: string;
  to: string;
  nextOn: string | null;
  signedBy: string | null;
  digest: string;
}

type Entry = Pick<LedgerEntry, 'phase' | 'actor' | 'detail'>;

/**
 * `entries`: of this review's being signed, the newest first. One that was only asked for counts where no end of it was
 * written: a process may have died between the signature and that. null: it is open, and was not signed.
 */
export function checkSignature(stored: Stored, entries: readonly Entry[]): ReviewSignature | null {
  const done = entries.find(({ phase }) => phase === 'done');
  if (stored.signedBy === null) return done ? 'broken' : null;
  const entry = done ?? entries[0];
  if (!entry) return 'missing';
  const { from, to, nextOn, digest } = stored;
  const isSame = Object.entries({ from, to, nextOn, digest }).every(([name, value]) => entry.detail[name] === value);
  return isSame && entry.actor.name === stored.signedBy ? 'holds' : 'broken';
}
