import 'server-only';
import { and, asc, desc, eq, lte, sql, type SQL } from 'drizzle-orm';
import { addDays, dayOf } from '@/lib/domain/day';
import type { Visibility } from '@/lib/domain/grant';
import type { ListedReminder, ReminderFilter, ReminderStore } from '@/lib/domain/ports/reminder-store';
import { SOON_DAYS, type Reminder, type ReminderFields, type ReminderStanding } from '@/lib/domain/reminder/reminder';
import { newId } from '@/lib/store/acts/annotation-lock';
import type { Queryable } from '@/lib/store/connect';
import { ownerOf } from '@/lib/store/inventory/item-owner';
import { NAMED, toNamed } from '@/lib/store/notifications/find-named';
import { noteTable } from '@/lib/store/schema/notification';
import { reminderDoneTable, reminderTable } from '@/lib/store/schema/reminder';
import { itemView } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { isOneOf, toPredicate } from '@/lib/store/visibility/to-predicate';

const { secretId, dueOn } = reminderTable;
const isOf = (id: string): SQL => eq(secretId, id);

async function find(db: Queryable, id: string): Promise<Reminder | null> {
  const [row] = await db.select().from(reminderTable).where(isOf(id));
  return row ?? null;
}

/** One change of a secret's reminder after the other; the row itself may not be there to be locked. */
const lockReminder = (tx: Queryable, id: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 46))`);

interface Write {
  secretId: string;
  at: Date;
  by: string;
}

async function write(tx: Queryable, { secretId: id, at, by }: Write, fields: ReminderFields | null) {
  if (!fields) {
    await tx.delete(reminderTable).where(isOf(id));
    return null;
  }
  const set = toStorable({ ...fields, revision: newId(), changedAt: at, changedBy: by });
  const [saved] = await tx
    .insert(reminderTable)
    .values({ secretId: id, ...set })
    .onConflictDoUpdate({ target: secretId, set })
    .returning();
  return saved ?? null;
}

const standing = (now: Date): SQL<ReminderStanding> => {
  const today = dayOf(now);
  return sql`case when ${dueOn} < ${today} then 'overdue' when ${dueOn} <= ${addDays(today, SOON_DAYS)} then 'soon' else 'later' end`;
};

const isAsked = (visibility: Visibility, { env, standing: asked }: ReminderFilter, now: Date): SQL | undefined =>
  and(
    toPredicate(visibility, itemView),
    env.length > 0 ? isOneOf(itemView.environment, env) : undefined,
    asked && sql`${standing(now)} = ${asked}`,
  );

const LISTED = {
  secretId,
  dueOn,
  everyDays: reminderTable.everyDays,
  note: reminderTable.note,
  revision: reminderTable.revision,
  changedAt: reminderTable.changedAt,
  changedBy: reminderTable.changedBy,
  name: itemView.name,
  accountId: itemView.accountId,
  accountName: itemView.accountName,
  region: itemView.region,
  value: itemView.environment,
  source: itemView.environmentSource,
  disagrees: itemView.environmentDisagrees,
  tags: itemView.tags,
  owner: ownerOf,
  rotationEnabled: itemView.rotationEnabled,
};

export const createReminderStore = (db: Queryable): ReminderStore => ({
  find: (id) => find(db, id),
  done: (id, limit) =>
    db
      .select({
        dueOn: reminderDoneTable.dueOn,
        doneAt: reminderDoneTable.doneAt,
        doneBy: reminderDoneTable.doneBy,
        note: reminderDoneTable.note,
      })
      .from(reminderDoneTable)
      .where(eq(reminderDoneTable.secretId, id))
      .orderBy(desc(reminderDoneTable.doneAt), desc(reminderDoneTable.id))
      .limit(limit),
  set: (change) =>
    db.transaction(async (tx) => {
      await lockReminder(tx, change.secretId);
      const known = await find(tx, change.secretId);
      if ((known?.revision ?? null) !== change.seen) return 'changed';
      return write(tx, change, change.fields);
    }),
  complete: (end) =>
    db.transaction(async (tx) => {
      await lockReminder(tx, end.secretId);
      const known = await find(tx, end.secretId);
      if (!known || known.revision !== end.seen) return 'changed';
      const { secretId: id, at: doneAt, by: doneBy, note } = end;
      await tx
        .insert(reminderDoneTable)
        .values(toStorable({ id: newId(), secretId: id, dueOn: known.dueOn, doneAt, doneBy, note }));
      return write(tx, end, end.next === null ? null : { ...known, dueOn: end.next });
    }),
  async list(visibility, { filter, limit, after, now }) {
    const isAfter = after && sql`(${dueOn}, ${secretId}) > (${after.dueOn}::date, ${after.secretId})`;
    const rows = await db
      .select(LISTED)
      .from(reminderTable)
      .innerJoin(itemView, eq(itemView.id, secretId))
      .where(and(isAsked(visibility, filter, now), isAfter ?? undefined))
      .orderBy(asc(dueOn), asc(secretId))
      .limit(limit);
    return rows.map(({ value, source, disagrees, rotationEnabled, ...row }): ListedReminder => ({
      ...row,
      rotationEnabled: rotationEnabled ?? false,
      environment: { value, source, disagrees },
    }));
  },
  async count(visibility, filter, now) {
    const rows = await db
      .select({ is: standing(now), count: sql<number>`count(*)::int` })
      .from(reminderTable)
      .innerJoin(itemView, eq(itemView.id, secretId))
      .where(isAsked(visibility, { env: filter.env }, now))
      .groupBy(sql`1`);
    const of = (name: ReminderStanding) => rows.find(({ is }) => is === name)?.count ?? 0;
    return { overdue: of('overdue'), soon: of('soon'), later: of('later') };
  },
  async dueNews(now, limit) {
    const told = sql`exists (select 1 from ${noteTable}
      where ${noteTable.occasion} = 'reminder.due' and ${noteTable.subject} = ${secretId})`;
    const rows = await db
      .select({ ...NAMED, dueOn })
      .from(reminderTable)
      .innerJoin(itemView, eq(itemView.id, secretId))
      .where(and(lte(dueOn, dayOf(now)), sql`not ${told}`))
      .orderBy(asc(dueOn), asc(secretId))
      .limit(limit);
    return rows.map(({ dueOn: due, ...secret }) => ({ secret: toNamed(secret), dueOn: due }));
  },
  async settled(now) {
    const rows = await db
      .select({ subject: noteTable.subject })
      .from(noteTable)
      .leftJoin(reminderTable, and(eq(secretId, noteTable.subject), lte(dueOn, dayOf(now))))
      .where(and(eq(noteTable.occasion, 'reminder.due'), sql`${secretId} is null`));
    return rows.map(({ subject }) => subject);
  },
});
