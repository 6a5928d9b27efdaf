import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNull, lt, lte, not, notExists, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { GIVE_UP_MS } from '@/lib/domain/notification/plan-retry';
import type { PlannedDelivery } from '@/lib/domain/notification/plan-deliveries';
import { TEST } from '@/lib/domain/notification/occasion';
import type { DueDelivery, FailedAttempt } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { channelTable, notificationTable } from '@/lib/store/schema/notification';
import { toStorable } from '@/lib/store/storable';

/** Longer than an attempt may take: a worker that died holds its message no longer. */
const LEASE_MS = 60_000;
/** Shown for so long after their end. */
const KEPT_MS = 30 * 86_400_000;

const { id, channel, state, nextAt, madeAt, attempts } = notificationTable;

/** The id is the webhook's own: the same with every attempt, so that a receiver knows what it has had. */
const toRow = ({ channel: name, dedupe, message }: PlannedDelivery, now: Date) => ({
  id: `msg_${randomUUID().replaceAll('-', '')}`,
  channel: name,
  occasion: message.occasion,
  dedupe,
  message: toStorable(message),
  madeAt: now,
  nextAt: now,
});

/** To a channel that answered 410 goes nothing but a test. */
export async function enqueue(tx: Queryable, planned: readonly PlannedDelivery[], now: Date): Promise<string[]> {
  if (planned.length === 0) return [];
  const gone = await tx
    .select({ name: channelTable.name })
    .from(channelTable)
    .where(not(isNull(channelTable.goneAt)));
  const taken = planned.filter(
    ({ channel: name, message }) => message.occasion === TEST || !gone.some((one) => one.name === name),
  );
  if (taken.length === 0) return [];
  const rows = taken.map((one) => toRow(one, now));
  const inserted = await tx.insert(notificationTable).values(rows).onConflictDoNothing().returning({ id });
  return inserted.map((row) => row.id);
}

/** The one that has waited longest for its turn; whoever else asks meanwhile gets another. */
export async function claim(db: Queryable, name: string, now: Date): Promise<DueDelivery | null> {
  // A test is for the person who waits for it: it goes ahead, also where the channel rests or is gone.
  const resting = sql`exists (select 1 from ${channelTable} where ${channelTable.name} = ${name}
    and (${channelTable.goneAt} is not null or ${channelTable.tryAt} > ${now.toISOString()}::timestamptz))`;
  const isTest = eq(notificationTable.occasion, TEST);
  const due = db
    .select({ id })
    .from(notificationTable)
    .where(and(eq(channel, name), eq(state, 'waiting'), lte(nextAt, now), or(isTest, not(resting))))
    .orderBy(sql`${isTest} desc`, asc(nextAt), asc(madeAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [claimed] = await db
    .update(notificationTable)
    .set({ attempts: sql`${attempts} + 1`, nextAt: new Date(now.getTime() + LEASE_MS) })
    .where(inArray(id, due))
    .returning({ id, message: notificationTable.message, madeAt, attempts });
  return claimed ?? null;
}

export async function recordArrival(
  db: Queryable,
  { channel: name, id: delivery, status }: { channel: string; id: string; status: number },
  now: Date,
): Promise<void> {
  const well = { sentAt: now, failures: 0, failingSince: null, tryAt: null, problem: null, status: null, goneAt: null };
  await db.transaction(async (tx) => {
    // Why it was late stays, with the status of then.
    const { problem, status: before } = notificationTable;
    const ended = {
      state: 'sent' as const,
      endedAt: now,
      status: sql`case when ${problem} is null then ${status}::int else ${before} end`,
    };
    await tx
      .update(notificationTable)
      .set(ended)
      .where(and(eq(id, delivery), eq(state, 'waiting')));
    await tx
      .insert(channelTable)
      .values({ name, ...well, sent: 1 })
      .onConflictDoUpdate({ target: channelTable.name, set: { ...well, sent: sql`${channelTable.sent} + 1` } });
  });
}

export async function recordFailure(
  db: Queryable,
  { channel: name, id: delivery }: { channel: string; id: string },
  { problem, status, retryAt, channelUntil }: FailedAttempt,
  now: Date,
): Promise<void> {
  const isGone = problem === 'gone';
  await db.transaction(async (tx) => {
    const then = retryAt
      ? { nextAt: retryAt, problem, status }
      : { state: 'dead' as const, endedAt: now, problem, status };
    await tx
      .update(notificationTable)
      .set(then)
      .where(and(eq(id, delivery), eq(state, 'waiting')));
    if (isGone)
      await giveUp(tx, { problem, status }, now, and(eq(channel, name), not(eq(notificationTable.occasion, TEST))));
    const failing = { tryAt: channelUntil, problem, status, goneAt: isGone ? now : null };
    await tx
      .insert(channelTable)
      .values({ name, ...failing, failed: 1, failures: 1, failingSince: now })
      .onConflictDoUpdate({
        target: channelTable.name,
        set: {
          ...failing,
          // A channel that rests does so still, whatever came of a test or of one message alone.
          tryAt: sql`coalesce(excluded.try_at, ${channelTable.tryAt})`,
          // What was gone stays so until something arrives.
          goneAt: isGone ? sql`coalesce(${channelTable.goneAt}, excluded.gone_at)` : sql`${channelTable.goneAt}`,
          failed: sql`${channelTable.failed} + 1`,
          failures: sql`${channelTable.failures} + 1`,
          failingSince: sql`coalesce(${channelTable.failingSince}, excluded.failing_since)`,
        },
      });
  });
}

type Why = Pick<FailedAttempt, 'problem' | 'status'>;

/** Of those that still wait. */
async function giveUp(tx: Queryable, why: Why, now: Date, which: SQL | undefined): Promise<void> {
  await tx
    .update(notificationTable)
    .set({ state: 'dead', endedAt: now, ...why })
    .where(and(eq(state, 'waiting'), which));
}

export async function tidy(db: Queryable, channels: readonly string[], now: Date): Promise<void> {
  // What waits for a channel that is not there waits its day, too: whoever took it out by mistake puts it back.
  const isThere = sql`n.channel = any(${sql.param([...channels])}::text[])`;
  // One that was never tried, because its channel rested all the while, says why the channel did.
  await db.execute(sql`
    update ${notificationTable} n set state = 'dead', ended_at = ${now.toISOString()}::timestamptz,
      problem = case when ${isThere} then coalesce(n.problem, c.problem, 'unreachable') else 'unconfigured' end,
      status = case when ${isThere} then coalesce(n.status, c.status) end
    from ${notificationTable} o left join ${channelTable} c on c.name = o.channel
    where o.id = n.id and n.state = 'waiting' and n.next_at <= ${now.toISOString()}::timestamptz
      and n.made_at < ${new Date(now.getTime() - GIVE_UP_MS).toISOString()}::timestamptz`);
  await db
    .delete(notificationTable)
    .where(and(not(eq(state, 'waiting')), lt(notificationTable.endedAt, new Date(now.getTime() - KEPT_MS))));
  const waits = db
    .select({ id })
    .from(notificationTable)
    .where(and(eq(channel, channelTable.name), eq(state, 'waiting')));
  await db.delete(channelTable).where(and(notInArray(channelTable.name, [...channels]), notExists(waits)));
}
