import 'server-only';
import { createHash } from 'node:crypto';
import { asc, eq, lte } from 'drizzle-orm';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { toCanonicalJson } from '@/lib/store/canonical-json';
import type { Queryable } from '@/lib/store/connect';
import { refusalFoldTable } from '@/lib/store/schema/ledger';
import { toStorable } from '@/lib/store/storable';
import { appendLocked, lockLedger } from './append';

const MINUTE = 60_000;

/** Equal refusals: of the same person, of the same thing, for the same cause. */
const toKind = ({ actor, action, phase, secret, code }: NewLedgerEntry): string =>
  createHash('sha256')
    .update(toCanonicalJson([actor.id, action, phase, secret?.id ?? null, code]))
    .digest('base64url');

type Fold = typeof refusalFoldTable.$inferSelect;

/** The count of a minute that is over becomes an entry; the first refusal of it was one already. */
async function close(tx: Queryable, fold: Fold, now: Date): Promise<number> {
  await tx.delete(refusalFoldTable).where(eq(refusalFoldTable.kind, fold.kind));
  if (fold.count === 0) return 0;
  await appendLocked(tx, { ...fold.entry, count: fold.count }, now);
  return 1;
}

export async function appendRefusal(db: Queryable, given: NewLedgerEntry, at: Date): Promise<void> {
  const entry = toStorable(given);
  const kind = toKind(entry);
  await db.transaction(async (tx) => {
    await lockLedger(tx);
    const [fold] = await tx.select().from(refusalFoldTable).where(eq(refusalFoldTable.kind, kind));
    if (fold && at.getTime() < fold.since.getTime() + MINUTE) {
      await tx
        .update(refusalFoldTable)
        .set({ count: fold.count + entry.count, lastAt: at, entry })
        .where(eq(refusalFoldTable.kind, kind));
      return;
    }
    if (fold) await close(tx, fold, at);
    await appendLocked(tx, entry, at);
    await tx.insert(refusalFoldTable).values({ kind, since: at, lastAt: at, count: 0, entry });
  });
}

/** Enters what was counted in minutes that are over; says how many entries that made. */
export function flushRefusals(db: Queryable, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await lockLedger(tx);
    const due = await tx
      .select()
      .from(refusalFoldTable)
      .where(lte(refusalFoldTable.since, new Date(now.getTime() - MINUTE)))
      .orderBy(asc(refusalFoldTable.since), asc(refusalFoldTable.kind));
    let entered = 0;
    for (const fold of due) entered += await close(tx, fold, now);
    return entered;
  });
}
