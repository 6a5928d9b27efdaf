import 'server-only';
import { asc, eq, gt, sql } from 'drizzle-orm';
import type { AnchorStore } from '@/lib/domain/ports/anchor-store';
import type { Queryable } from '@/lib/store/connect';
import { checkTable, followerTable, sinkTable } from '@/lib/store/schema/anchor';
import { ledgerTable } from '@/lib/store/schema/ledger';
import { addAnchor, findHead, findLastAnchor, findLedgerId, listAnchors } from './anchors';

const WELL = { failures: 0, failingSince: null, problem: null, remedy: null, tryAt: null };

export const createAnchorStore = (db: Queryable): AnchorStore => ({
  ledgerId: () => findLedgerId(db),
  head: () => findHead(db),
  last: () => findLastAnchor(db),
  add: (anchor) => addAnchor(db, anchor),
  after: (number, limit) => listAnchors(db, number, limit),
  sinks: () => db.select().from(sinkTable).orderBy(asc(sinkTable.name)),
  async recordDelivery(name, number, at) {
    const row = { delivered: number, deliveredAt: at, ...WELL };
    const insert = db.insert(sinkTable).values({ name, ...row });
    await insert.onConflictDoUpdate({ target: sinkTable.name, set: row });
  },
  async recordFailure(name, { problem, remedy, tryAt }, at) {
    const row = { problem, remedy, tryAt };
    const insert = db.insert(sinkTable).values({ name, ...row, failures: 1, failingSince: at });
    const since = sql`coalesce(${sinkTable.failingSince}, excluded.failing_since)`;
    const set = { ...row, failures: sql`${sinkTable.failures} + 1`, failingSince: since };
    await insert.onConflictDoUpdate({ target: sinkTable.name, set });
  },
  checks: () => db.select().from(checkTable),
  async recordCheck(check) {
    await db.insert(checkTable).values(check).onConflictDoUpdate({ target: checkTable.kind, set: check });
  },
  async nextEntryAt(seq) {
    const next = db.select({ at: ledgerTable.at }).from(ledgerTable).where(gt(ledgerTable.seq, seq));
    const [entry] = await next.orderBy(asc(ledgerTable.seq)).limit(1);
    return entry?.at ?? null;
  },
  async unheard(follower, limit) {
    const [heard] = await db.select().from(followerTable).where(eq(followerTable.name, follower));
    const rest = db
      .select()
      .from(ledgerTable)
      .where(gt(ledgerTable.seq, heard?.seq ?? 0));
    return rest.orderBy(asc(ledgerTable.seq)).limit(limit);
  },
  async recordHeard(follower, seq) {
    const insert = db.insert(followerTable).values({ name: follower, seq });
    await insert.onConflictDoUpdate({ target: followerTable.name, set: { seq } });
  },
});
