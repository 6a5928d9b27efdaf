import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { addDays, dayOf } from '@/lib/domain/day';
import type { RetentionStore } from '@/lib/domain/ports/retention-store';
import { NEVER_DELETED_DAYS } from '@/lib/domain/retention/retention';
import type { Queryable } from '@/lib/store/connect';
import { holdRollUps } from '@/lib/store/history/reference-lock';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { BATCH, foldBatch, type Place } from './fold-batch';

type Asked = Parameters<RetentionStore['deleteDay']>[0];

const DAY_MS = 86_400_000;
/** An import of years may take a few evenings. */
const LATE_DAYS = 7;

const moment = (day: string): SQL => sql`${`${day}T00:00:00Z`}::timestamptz`;

/** A worker whose clock is years ahead would delete what nothing brings back: the database's own has a word in it. */
const NOT_YOUNG = sql`e.at < now() - make_interval(days => ${NEVER_DELETED_DAYS}::int)`;

/** The next day before the horizon that has any, by the index of times alone. */
async function findDay(db: Queryable, { action, before, after }: Asked): Promise<string | null> {
  const from = after === null ? sql`'-infinity'::timestamptz` : moment(addDays(after, 1));
  const { rows } = await db.execute<{ at: string }>(sql`
    select e.at from keyledger.event e
    where e.at >= ${from} and e.at < ${before.toISOString()}::timestamptz and ${NOT_YOUNG} and e.action_class = ${action}
    order by e.at limit 1`);
  return rows[0] ? dayOf(new Date(rows[0].at)) : null;
}

/**
 * From here on nothing of the class comes into this day in the scopes that have such events, but for those into which old
 * events came lately. Under the lock that all writers share, for as long as these few rows take: what they wrote without
 * knowing of it is there when it is looked for.
 */
async function closeDay(db: Queryable, day: string, { action, now }: Asked): Promise<string[]> {
  const found = await db.execute<{ scope: string }>(sql`
    select distinct e.scope_id as scope from keyledger.event e
    where e.at >= ${moment(day)} and e.at < ${moment(addDays(day, 1))} and e.action_class = ${action}`);
  const scopes = found.rows.map(({ scope }) => scope);
  const late = new Date(now.getTime() - LATE_DAYS * DAY_MS).toISOString();
  return db.transaction(async (tx) => {
    await holdRollUps(tx);
    await tx.execute(sql`
      insert into keyledger.deleted_day (day, scope_id, action_class)
      select ${day}::date, s.id, ${action} from unnest(${textArray(scopes)}) s (id)
      where not exists (select from keyledger.late_day l
        where l.day = ${day}::date and l.scope_id = s.id and l.at > ${late}::timestamptz)
      on conflict do nothing`);
    const { rows } = await tx.execute<{ scope: string }>(sql`
      select scope_id as scope from keyledger.deleted_day
      where day = ${day}::date and action_class = ${action} and scope_id = any(${textArray(scopes)})`);
    if (rows.length > 0)
      await tx.execute(sql`
        insert into keyledger.unkept as u (action_class, before_at, deleted, deleted_at)
        values (${action}, ${moment(addDays(day, 1))}, 0, ${now.toISOString()}::timestamptz)
        on conflict (action_class) do update set before_at = greatest(u.before_at, excluded.before_at)`);
    return rows.map(({ scope }) => scope);
  });
}

/** See the port. Two workers at one day take different events of it. */
export async function deleteDay(
  db: Queryable,
  asked: Asked,
  most = BATCH,
): Promise<{ day: string; deleted: number } | null> {
  const day = await findDay(db, asked);
  if (day === null) return null;
  const scopes = await closeDay(db, day, asked);
  let deleted = 0;
  let place: Place | null = scopes.length > 0 ? { at: `${day}T00:00:00Z`, eventId: '' } : null;
  while (place !== null && !asked.signal.aborted) {
    const batch = await foldBatch(db, { day, scopes, after: place, action: asked.action, now: asked.now, most });
    deleted += batch.deleted;
    place = batch.last;
  }
  return { day, deleted };
}
