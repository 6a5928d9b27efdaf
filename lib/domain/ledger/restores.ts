import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { SKEW_MILLISECONDS, type Anchor } from './anchor';
import { toRange, type Finding } from './finding';

/** A backup that was put back: where the ledger went on from, when, and how much was known to be lost. */
export interface Restore {
  seq: number;
  hash: string;
  at: Date;
  backupAt: string;
  /** The last entry that is known to have stood after the backup's; null: none. */
  lostTo: number | null;
  /** Anchors of before it that no longer hold. */
  anchors: Anchor[];
}

/** `3@9f86d081884c7d659a2feaa0c55ad015`: an entry by its number and the beginning of its hash, so that no other can be put in its place. */
export const toMark = ({ seq, hash }: Pick<LedgerEntry, 'seq' | 'hash'>): string => `${seq}@${hash.slice(0, 32)}`;

const toNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export function toRestore({ action, seq, hash, at, detail }: LedgerEntry): Restore | null {
  if (action !== 'ledger.restored') return null;
  const known = [toNumber(detail['replacedEntries']), toNumber(detail['anchoredEntries'])];
  const last = Math.max(...known.map((value) => value ?? 0));
  return { seq, hash, at, backupAt: String(detail['backupAt']), lostTo: last >= seq ? last : null, anchors: [] };
}

/**
 * The restore that explains an anchor which does not hold: it was made before, of an entry that the restore took away.
 * One that says that it is still to come would explain all anchors until then, so it explains none.
 */
export const findRestore = (restores: readonly Restore[], { seq, at }: Anchor, now: Date): Restore | null =>
  restores.find(
    (restore) =>
      restore.seq <= seq &&
      Date.parse(at) <= restore.at.getTime() &&
      restore.at.getTime() <= now.getTime() + SKEW_MILLISECONDS,
  ) ?? null;

export function toFinding({ seq, hash, at, backupAt, lostTo, anchors }: Restore): Finding {
  const anchored = anchors.reduce((most, anchor) => Math.max(most, anchor.seq), 0);
  const last = Math.max(lostTo ?? 0, anchored);
  const told = `entry ${seq} says that the backup of ${backupAt} was put back at ${at.toISOString()}`;
  if (last < seq) return { kind: 'note', from: seq, to: seq, why: `${told}; nothing is known to have been lost` };
  const numbers = anchors.map(({ number }) => number).join(', ');
  const by = anchors.length > 0 ? `; anchors ${numbers} saw them` : '';
  const undeclared =
    anchored > (lostTo ?? 0) ? `, of which it declares ${lostTo === null ? 'none' : `up to ${lostTo}`}` : '';
  return {
    kind: 'restored',
    from: seq,
    to: last,
    mark: toMark({ seq, hash }),
    why: `${told}: the entries ${toRange(seq, last)} that stood there before are lost${undeclared}${by}`,
  };
}
