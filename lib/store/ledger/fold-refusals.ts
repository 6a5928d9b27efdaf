import 'server-only';
import { createHash } from 'node:crypto';
import { asc, eq, lte } from 'drizzle-orm';
import { MOST_REFUSALS } from '@/lib/domain/hourly-limits';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { toCanonicalJson } from '@/lib/domain/canonical-json';
import type { Queryable } from '@/lib/store/connect';
import { refusalFoldTable } from '@/lib/store/schema/ledger';
import { toStorable } from '@/lib/store/storable';
import { appendLocked, lockLedger } from './append';
import { countRefusals } from './recent-entries';

const MINUTE = 60_000;
/** How long various refusals are counted together before they are entered. */
const VARIOUS_MS = 10 * MINUTE;

const toHash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(toCanonicalJson(parts)).digest('base64url');

/** Equal refusals: of the same person or token, of the same thing, for the same cause. */
const toKind = ({ actor, action, phase, secret, code }: NewLedgerEntry): string =>
  toHash([actor.id, actor.token?.id ?? null, action, phase, secret?.id ?? null, code]);

type Fold = typeof refusalFoldTable.$inferSelect;

/** The count of a time that is over becomes an entry; the first refusal of it was one already. */
async function close(tx: Queryable, fold: Fold, now: Date): Promise<number> {
  await tx.delete(refusalFoldTable).where(eq(refusalFoldTable.kind, fold.kind));
  if (fold.count === 0) return 0;
  await appendLocked(tx, { ...fold.entry, count: fold.count }, now);
  return 1;
}

/** Counted where one of its kind is open; else whether the kind may be opened is the caller's to say. */
async function countIn(tx: Queryable, kind: string, entry: NewLedgerEntry, at: Date): Promise<boolean> {
  const [fold] = await tx.select().from(refusalFoldTable).where(eq(refusalFoldTable.kind, kind));
  if (!fold) return false;
  if (at.getTime() >= fold.closesAt.getTime()) {
    await close(tx, fold, at);
    return false;
  }
  await tx
    .update(refusalFoldTable)
    .set({ count: fold.count + entry.count, lastAt: at, entry })
    .where(eq(refusalFoldTable.kind, kind));
  return true;
}

async function open(tx: Queryable, kind: string, entry: NewLedgerEntry, at: Date, lasts: number): Promise<void> {
  await appendLocked(tx, entry, at);
  const closesAt = new Date(at.getTime() + lasts);
  await tx.insert(refusalFoldTable).values({ kind, since: at, lastAt: at, closesAt, count: 0, entry });
}

/** Inside a transaction that holds the ledger's lock. */
export async function appendRefusalLocked(tx: Queryable, given: NewLedgerEntry, at: Date): Promise<void> {
  const entry = toStorable(given);
  const kind = toKind(entry);
  if (await countIn(tx, kind, entry, at)) return;
  if ((await countRefusals(tx, entry.actor.id, at)) < MOST_REFUSALS) return open(tx, kind, entry, at, MINUTE);
  // Kinds are as many as there are secrets: whoever tries them all gets one count for the rest.
  const various = toHash([entry.actor.id, 'various']);
  const why = 'one of various refusals: too many in an hour to tell apart';
  const told = { ...entry, secret: null, detail: { why } };
  if (!(await countIn(tx, various, told, at))) await open(tx, various, told, at, VARIOUS_MS);
}

export const appendRefusal = (db: Queryable, entry: NewLedgerEntry, at: Date): Promise<void> =>
  db.transaction(async (tx) => {
    await lockLedger(tx);
    await appendRefusalLocked(tx, entry, at);
  });

/** Enters what was counted in times that are over; says how many entries that made. */
export function flushRefusals(db: Queryable, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await lockLedger(tx);
    const due = await tx
      .select()
      .from(refusalFoldTable)
      .where(lte(refusalFoldTable.closesAt, now))
      .orderBy(asc(refusalFoldTable.since), asc(refusalFoldTable.kind));
    let entered = 0;
    for (const fold of due) entered += await close(tx, fold, now);
    return entered;
  });
}
