import 'server-only';
import { randomUUID } from 'node:crypto';
import { asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { TEST } from '@/lib/domain/notification/occasion';
import type { NotificationStore, TroubledDelivery } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { followerTable } from '@/lib/store/schema/anchor';
import { ledgerHeadTable, ledgerTable } from '@/lib/store/schema/ledger';
import { channelTable, noteTable, notificationTable, watchTable } from '@/lib/store/schema/notification';
import { findSettledAdoptions, forgetAdoptions, takeDueAdoption } from './due-adoptions';
import { findNamed } from './find-named';
import { findPendingReads, findSettledDeletions } from './find-pending-reads';
import { findSettledUnusual, findUnusualReads } from './find-unusual-reads';
import { findRotationTroubles, findSettledRotations } from './find-rotation-troubles';
import { claim, enqueue, recordArrival, recordFailure, tidy } from './outbox';
import { FOLLOWER, recordLook } from './record-look';

async function watch(db: Queryable, now: Date): Promise<Date> {
  await db.insert(watchTable).values({ since: now }).onConflictDoNothing();
  const [row] = await db.select().from(watchTable);
  return row?.since ?? now;
}

async function stopWatch(db: Queryable): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(watchTable);
    await tx.delete(noteTable);
    await tx.delete(followerTable).where(eq(followerTable.name, FOLLOWER));
  });
}

/** A follower that is new has heard everything: what was before it is told nobody. */
async function unheard(db: Queryable, limit: number): ReturnType<NotificationStore['unheard']> {
  const [head] = await db.select({ seq: ledgerHeadTable.seq }).from(ledgerHeadTable);
  await db
    .insert(followerTable)
    .values({ name: FOLLOWER, seq: head?.seq ?? 0 })
    .onConflictDoNothing();
  const [heard] = await db.select().from(followerTable).where(eq(followerTable.name, FOLLOWER));
  const from = heard?.seq ?? 0;
  const after = db.select().from(ledgerTable).where(gt(ledgerTable.seq, from));
  return { from, entries: await after.orderBy(asc(ledgerTable.seq)).limit(limit) };
}

async function health(db: Queryable): ReturnType<NotificationStore['health']> {
  const of = (state: string) => sql<number>`(count(*) filter (where ${notificationTable.state} = ${state}))::int`;
  const [channels, counts] = await Promise.all([
    db.select().from(channelTable).orderBy(asc(channelTable.name)),
    db
      .select({ channel: notificationTable.channel, waiting: of('waiting'), dead: of('dead') })
      .from(notificationTable)
      .where(sql`${notificationTable.state} <> 'sent' and ${notificationTable.occasion} <> 'test'`)
      .groupBy(notificationTable.channel),
  ]);
  return { channels, counts };
}

interface TroubledRow extends Omit<TroubledDelivery, 'madeAt' | 'nextAt' | 'endedAt'>, Record<string, unknown> {
  made_at: string;
  next_at: string;
  ended_at: string | null;
}

async function listTroubled(db: Queryable, channels: readonly string[], limit: number): Promise<TroubledDelivery[]> {
  const { rows } = await db.execute<TroubledRow>(sql`
    select id, n.channel, occasion, made_at, attempts, state, problem, status, next_at, ended_at
    from unnest(${sql.param([...channels])}::text[]) as c (name)
    cross join lateral (
      (select * from ${notificationTable} where channel = c.name and problem is not null and occasion <> 'test'
        order by made_at desc limit ${limit})
      union all
      (select * from ${notificationTable} where channel = c.name and occasion = 'test' order by made_at desc limit 1)
    ) n
    order by made_at desc, id`);
  return rows.map(({ made_at: madeAt, next_at: nextAt, ended_at: endedAt, ...row }) => ({
    ...row,
    madeAt: new Date(madeAt),
    nextAt: new Date(nextAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
}

export const createNotificationStore = (db: Queryable): NotificationStore => ({
  watch: (now) => watch(db, now),
  stopWatch: () => stopWatch(db),
  record: (outcome, now) => recordLook(db, outcome, now),
  notes: (occasions) =>
    db
      .select({ occasion: noteTable.occasion, subject: noteTable.subject })
      .from(noteTable)
      .where(inArray(noteTable.occasion, [...occasions])),
  rotationTroubles: (limit) => findRotationTroubles(db, limit),
  settledRotations: () => findSettledRotations(db),
  pendingReads: (since, limit) => findPendingReads(db, since, limit),
  settledDeletions: () => findSettledDeletions(db),
  unusualReads: (since, now, limit) => findUnusualReads(db, since, now, limit),
  settledUnusual: (now) => findSettledUnusual(db, now),
  takeDueAdoption: (now) => takeDueAdoption(db, now),
  forgetAdoptions: (now) => forgetAdoptions(db, now),
  settledAdoptions: (now) => findSettledAdoptions(db, now),
  unheard: (limit) => unheard(db, limit),
  secrets: (ids) => findNamed(db, ids),
  async enqueueTest(channel, message, now) {
    const [id] = await enqueue(db, [{ channel, dedupe: `${TEST} ${randomUUID()}`, message }], now);
    if (id === undefined) throw new Error('a test was not kept');
    return id;
  },
  claim: (channel, now) => claim(db, channel, now),
  recordArrival: (channel, id, status, now) => recordArrival(db, { channel, id, status }, now),
  recordFailure: (channel, id, failure, now) => recordFailure(db, { channel, id }, failure, now),
  tidy: (channels, now) => tidy(db, channels, now),
  health: () => health(db),
  troubled: (channels, limit) => listTroubled(db, channels, limit),
});
