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

async function readHead(tx: Queryable): Promise<{ seq: number; hash: string }> {
  const [head] = await tx.select().from(ledgerHeadTable);
  if (!head) throw new AppError('unavailable', 'The ledger has lost its head.');
  return head;
}

/** An entry, and the moment that it tells of. */
export interface Timed {
  entry: NewLedgerEntry;
  at: Date;
}

/** Each chained to the one before it; the head is left to the caller. */
async function insertAfter(
  tx: Queryable,
  head: { seq: number; hash: string },
  given: readonly Timed[],
): Promise<LedgerEntry[]> {
  let last = head;
  const entries = given.map(({ entry, at }) => {
    const sealed = seal(last, entry, at);
    last = sealed;
    return sealed;
  });
  if (entries.length > 0) await tx.insert(ledgerTable).values(entries);
  return entries;
}

const moveHead = async (tx: Queryable, { seq, hash }: { seq: number; hash: string }): Promise<void> =>
  void (await tx.update(ledgerHeadTable).set({ seq, hash }));

/** Inside a transaction that holds the ledger's lock: few, in their order. */
export async function appendBatchLocked(tx: Queryable, given: readonly Timed[]): Promise<LedgerEntry[]> {
  const entries = await insertAfter(tx, await readHead(tx), given);
  const last = entries.at(-1);
  if (last) await moveHead(tx, last);
  return entries;
}

/** Inside a transaction that holds the ledger's lock. */
export async function appendLocked(tx: Queryable, entry: NewLedgerEntry, at: Date): Promise<LedgerEntry> {
  const [appended] = await appendBatchLocked(tx, [{ entry, at }]);
  if (!appended) throw new Error('nothing was appended');
  return appended;
}

/** In a statement of their own: some 20 ms of hashes, between which others have a turn. */
const AT_ONCE = 500;

/** The same, of many in their order; the head is written once. */
export async function appendManyLocked(tx: Queryable, given: readonly NewLedgerEntry[], at: Date): Promise<void> {
  let head = await readHead(tx);
  for (let from = 0; from < given.length; from += AT_ONCE) {
    const chunk = given.slice(from, from + AT_ONCE).map((entry) => ({ entry, at }));
    head = (await insertAfter(tx, head, chunk)).at(-1) ?? head;
  }
  await moveHead(tx, head);
}
