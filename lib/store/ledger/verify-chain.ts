import 'server-only';
import { asc, gt } from 'drizzle-orm';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Queryable } from '@/lib/store/connect';
import { ledgerHeadTable, ledgerTable } from '@/lib/store/schema/ledger';
import { GENESIS, toEntryHash } from './seal-entry';

const BATCH = 1000;

export interface Verification {
  entries: number;
  head: string | null;
  /** The first entry that does not follow, and why. */
  brokenAt: { seq: number; why: string } | null;
}

function findBreak(entry: LedgerEntry, seq: number, prevHash: string): string | null {
  if (entry.seq !== seq) return `entry ${seq} is missing; ${entry.seq} comes next`;
  if (entry.prevHash !== prevHash) return 'it does not follow the entry before it';
  return toEntryHash(entry) === entry.hash ? null : 'its content is not what was sealed';
}

/** Inside a transaction that sees one snapshot. */
export async function walkChain(tx: Queryable): Promise<Verification> {
  const [head] = await tx.select().from(ledgerHeadTable);
  let entries = 0;
  let hash = GENESIS;
  for (;;) {
    const rest = tx.select().from(ledgerTable).where(gt(ledgerTable.seq, entries));
    const page = await rest.orderBy(asc(ledgerTable.seq)).limit(BATCH);
    for (const entry of page) {
      const why = findBreak(entry, entries + 1, hash);
      if (why) return { entries, head: hash, brokenAt: { seq: entries + 1, why } };
      entries += 1;
      hash = entry.hash;
    }
    if (page.length < BATCH) break;
  }
  if (head?.seq === entries && head.hash === hash) return { entries, head: entries > 0 ? hash : null, brokenAt: null };
  const why = `entries are missing at the end: the ledger had ${head?.seq ?? 'an unknown number'}`;
  return { entries, head: hash, brokenAt: { seq: entries + 1, why } };
}

/** Walks the chain from its beginning, on one snapshot, while others go on writing. */
export const verifyChain = (db: Queryable): Promise<Verification> =>
  db.transaction(walkChain, { isolationLevel: 'repeatable read', accessMode: 'read only' });
