import 'server-only';
import { sql } from 'drizzle-orm';
import { AppError } from '@/lib/domain/errors';
import type { LedgerEntry, NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { toEntryHash } from '@/lib/domain/ledger/seal-entry';
import type { Queryable } from '@/lib/store/connect';
import { ledgerHeadTable, ledgerTable } from '@/lib/store/schema/ledger';
import { toStorable } from '@/lib/store/storable';

/** One writer at a time over all processes; the head is read after the lock, in a statement of its own. */
export async function lockLedger(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.ledger'))`);
}

function seal(head: { seq: number; hash: string }, given: NewLedgerEntry, at: Date): LedgerEntry {
  const { actId, action, phase, actor, secret, reason, code, requestId, count, detail } = toStorable(given);
  const told = { actId, action, phase, actor, secret, reason, code, requestId, count, detail };
  const unsealed = { ...told, seq: head.seq + 1, at, prevHash: head.hash };
  return { ...unsealed, hash: toEntryHash(unsealed) };
}

/** Inside a transaction that holds the ledger's lock. */
export async function appendLocked(tx: Queryable, given: NewLedgerEntry, at: Date): Promise<LedgerEntry> {
  const [head] = await tx.select().from(ledgerHeadTable);
  if (!head) throw new AppError('unavailable', 'The ledger has lost its head.');
  const entry = seal(head, given, at);
  await tx.insert(ledgerTable).values(entry);
  await tx.update(ledgerHeadTable).set({ seq: entry.seq, hash: entry.hash });
  return entry;
}

/** In a statement of their own: some 20 ms of hashes, between which others have a turn. */
const AT_ONCE = 500;

/** The same, of many in their order; the head is written once. */
export async function appendManyLocked(tx: Queryable, given: readonly NewLedgerEntry[], at: Date): Promise<void> {
  const [known] = await tx.select().from(ledgerHeadTable);
  if (!known) throw new AppError('unavailable', 'The ledger has lost its head.');
  let head: { seq: number; hash: string } = known;
  for (let from = 0; from < given.length; from += AT_ONCE) {
    const entries = given.slice(from, from + AT_ONCE).map((entry) => {
      const sealed = seal(head, entry, at);
      head = sealed;
      return sealed;
    });
    await tx.insert(ledgerTable).values(entries);
  }
  await tx.update(ledgerHeadTable).set({ seq: head.seq, hash: head.hash });
}
