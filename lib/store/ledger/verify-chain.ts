import 'server-only';
import { asc, gt } from 'drizzle-orm';
import { isBreak } from '@/lib/domain/ledger/finding';
import { walkLedger, type Walked, type WalkOptions } from '@/lib/domain/ledger/walk-ledger';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Queryable } from '@/lib/store/connect';
import { ledgerHeadTable, ledgerTable } from '@/lib/store/schema/ledger';

const BATCH = 1000;

export interface Verification {
  entries: number;
  head: string | null;
  /** The first entry that does not follow, and why. */
  brokenAt: { seq: number; why: string } | null;
}

/** The entries after one, in order, a page at a time. */
export async function* readChain(tx: Queryable, after: number): AsyncGenerator<LedgerEntry[]> {
  for (let last = after; ;) {
    const rest = tx.select().from(ledgerTable).where(gt(ledgerTable.seq, last));
    const page = await rest.orderBy(asc(ledgerTable.seq)).limit(BATCH);
    yield page;
    last = page.at(-1)?.seq ?? last;
    if (page.length < BATCH) return;
  }
}

/** Inside a transaction that sees one snapshot. */
export async function walkStored(tx: Queryable, options: WalkOptions = {}): Promise<Walked> {
  const [head] = await tx.select().from(ledgerHeadTable);
  const lost = { seq: -1, hash: '' };
  return walkLedger(readChain(tx, options.after?.seq ?? 0), { ...options, head: head ?? lost });
}

/** Walks the chain on one snapshot, while others go on writing. */
export const checkChain = (db: Queryable, options?: WalkOptions): Promise<Walked> =>
  db.transaction((tx) => walkStored(tx, options), { isolationLevel: 'repeatable read', accessMode: 'read only' });

/** The same in short: how many entries follow from each other, and where they first do not. */
export function toVerification({ entries, last, findings }: Walked): Verification {
  const first = findings.find(isBreak);
  return {
    entries,
    head: last?.hash ?? null,
    brokenAt: first ? { seq: first.from ?? entries + 1, why: first.why } : null,
  };
}
