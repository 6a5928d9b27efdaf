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

/** Inside a transaction that holds the ledger's lock. */
export async function appendLocked(tx: Queryable, given: NewLedgerEntry, at: Date): Promise<LedgerEntry> {
  const [head] = await tx.select().from(ledgerHeadTable);
  if (!head) throw new AppError('unavailable', 'The ledger has lost its head.');
  const { actId, action, phase, actor, secret, reason, code, requestId, count, detail } = toStorable(given);
  const told = { actId, action, phase, actor, secret, reason, code, requestId, count, detail };
  const unsealed = { ...told, seq: head.seq + 1, at, prevHash: head.hash };
  const entry = { ...unsealed, hash: toEntryHash(unsealed) };
  await tx.insert(ledgerTable).values(entry);
  await tx.update(ledgerHeadTable).set({ seq: entry.seq, hash: entry.hash });
  return entry;
}
