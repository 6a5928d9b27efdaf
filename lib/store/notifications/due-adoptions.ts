import 'server-only';
import { and, eq, lt, sql } from 'drizzle-orm';
import { READER_DAYS } from '@/lib/domain/adoption/adoption-facts';
import { NEXT_LOOK } from '@/lib/domain/adoption/follow-adoption';
import type { DueAdoption, Note } from '@/lib/domain/ports/notification-store';
import type { Queryable } from '@/lib/store/connect';
import { noteTable } from '@/lib/store/schema/notification';
import { findNamed } from './find-named';

const DAY_MS = 86_400_000;
/** A reader of before is none any more, so that nothing is waited for. */
const openSince = (now: Date): Date => new Date(now.getTime() - READER_DAYS * DAY_MS);

/** What nobody waits for any more: told, of long ago, or of a version that was rotated away since. */
const IS_OVER = sql`(
  exists (select from keyledger.notification_note n where n.occasion = 'rotation.adopted' and n.subject = r.id)
  or exists (select from keyledger.rotation_run l
    where l.secret_id = r.secret_id and l.started_at > r.started_at and l.state = 'succeeded'))`;

interface Row extends Record<string, unknown> {
  id: string;
  secret_id: string;
  ended_at: string;
  started_by: { name: string } | null;
  is_open: boolean;
}

/** How many are passed over at once, each in a statement of its own. */
const MOST_PASSED = 100;

/** The one that has waited longest, put off until it is to be looked at again; null: none is due. */
export async function takeDueAdoption(db: Queryable, now: Date): Promise<DueAdoption | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { share, least, most } = NEXT_LOOK;
  const age = sql`extract(epoch from ${at} - r.ended_at) * 1000 / ${share}`;
  const next = sql`${at} + make_interval(secs => least(greatest(${age}, ${least}), ${most}) / 1000)`;
  for (let passed = 0; passed < MOST_PASSED; passed += 1) {
    const { rows } = await db.execute<Row>(sql`
      with due as (
        select r.id, r.ended_at >= ${openSince(now).toISOString()}::timestamptz and not ${IS_OVER} as is_open
        from keyledger.rotation_run r where r.adoption_due_at <= ${at}
        order by r.adoption_due_at, r.id limit 1 for update skip locked
      )
      update keyledger.rotation_run r set adoption_due_at = case when due.is_open then ${next} end
      from due where r.id = due.id
      returning r.id, r.secret_id, r.ended_at, r.started_by, due.is_open`);
    const [row] = rows;
    if (!row) return null;
    const [secret] = row.is_open ? await findNamed(db, [row.secret_id]) : [];
    if (secret) return { id: row.id, secret, endedAt: new Date(row.ended_at), startedBy: row.started_by?.name ?? null };
  }
  return null;
}

export async function forgetAdoptions(db: Queryable, now: Date): Promise<void> {
  await db.execute(sql`update keyledger.rotation_run set adoption_due_at = null
    where adoption_due_at <= ${now.toISOString()}::timestamptz`);
}

/** Longer than a run is waited for, so that none is told twice. */
const KEPT_DAYS = READER_DAYS + 7;

export const findSettledAdoptions = (db: Queryable, now: Date): Promise<Note[]> =>
  db
    .select({ occasion: noteTable.occasion, subject: noteTable.subject })
    .from(noteTable)
    .where(
      and(eq(noteTable.occasion, 'rotation.adopted'), lt(noteTable.at, new Date(now.getTime() - KEPT_DAYS * DAY_MS))),
    );
