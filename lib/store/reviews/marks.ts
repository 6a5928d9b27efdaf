import 'server-only';
import { desc, sql } from 'drizzle-orm';
import type { ReviewStore, SignedMarks } from '@/lib/domain/ports/review-store';
import type { ActorKind } from '@/lib/domain/event-record';
import type { ReaderVerdict } from '@/lib/domain/review/review';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';
import { ledgerTable } from '@/lib/store/schema/ledger';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { marksText } from './find-review';

/** Marks and the sign-off one after the other: nobody signs what is being marked. */
async function lockReview(tx: Queryable, id: string): Promise<'open' | 'signed' | 'gone'> {
  const { rows } = await tx.execute<{ signed: boolean }>(
    sql`select signed_at is not null as signed from keyledger.review where id = ${id} for update`,
  );
  if (!rows[0]) return 'gone';
  return rows[0].signed ? 'signed' : 'open';
}

class Changed extends Error {}

/** All of them as they were seen, or none. */
export async function markReaders(
  db: Queryable,
  id: string,
  given: Parameters<ReviewStore['mark']>[1],
): ReturnType<ReviewStore['mark']> {
  const { readers, verdict, note, at, by } = toStorable(given);
  const seen = sql`unnest(${textArray(readers.map(({ principalKey }) => principalKey))},
    ${textArray(readers.map(({ actorKind }) => actorKind))}, ${sql.param(readers.map((one) => one.seen))}::int[])`;
  // A note that is mended undoes nothing of what was done about the reader.
  const isStill = verdict === 'unexpected' ? sql`m.verdict = 'unexpected'` : sql`false`;
  try {
    return await db.transaction(async (tx) => {
      const state = await lockReview(tx, id);
      if (state !== 'open') return state;
      const { rowCount } = await tx.execute(sql`
        update keyledger.review_reader m set verdict = ${verdict}, note = ${note}, revision = m.revision + 1,
          marked_at = ${verdict && at.toISOString()}::timestamptz, marked_by = ${verdict && by},
          done_at = case when ${isStill} then m.done_at end, done_by = case when ${isStill} then m.done_by end,
          done_note = case when ${isStill} then m.done_note end
        from ${seen} s (key, actor_kind, revision) join keyledger.principal p on p.key = s.key
        where m.review_id = ${id} and m.principal_id = p.id and m.actor_kind = s.actor_kind and m.revision = s.revision`);
      if (rowCount !== readers.length) throw new Changed();
      return 'marked';
    });
  } catch (error) {
    if (error instanceof Changed) return 'changed';
    throw error;
  }
}

interface MarkRow extends Record<string, unknown> {
  principal_id: string;
  actor_kind: ActorKind;
  verdict: ReaderVerdict;
  note: string | null;
  marked_by: string | null;
}

export async function listMarks(db: Queryable, id: string): Promise<SignedMarks[]> {
  const { rows } = await db.execute<MarkRow>(sql`
    select principal_id, actor_kind, verdict, note, marked_by from keyledger.review_reader
    where review_id = ${id} and verdict is not null order by principal_id, actor_kind`);
  return rows.map((row) => ({
    principal: row.principal_id,
    actorKind: row.actor_kind,
    verdict: row.verdict,
    note: row.note,
    markedBy: row.marked_by,
  }));
}

/** An act that failed, or was refused, signed nothing. */
export async function listSignatures(
  db: Queryable,
  id: string,
): Promise<Awaited<ReturnType<ReviewStore['signatures']>>> {
  const { phase, actor, detail, actId, seq, action } = ledgerTable;
  return db
    .select({ phase, actor, detail })
    .from(ledgerTable)
    .where(
      sql`${action} = 'review.sign' and ${detail} ->> 'review' = ${id} and ${phase} in ('asked', 'done') and not exists (
        select from keyledger.ledger o where o.act_id = ${actId} and o.phase = 'failed')`,
    )
    .orderBy(desc(seq));
}

/** What is signed is what was seen: where a mark is another one by now, it is not. */
export const signReview = (
  db: Queryable,
  id: string,
  { marks, nextOn, at, by }: Parameters<ReviewStore['sign']>[1],
): ReturnType<ReviewStore['sign']> =>
  db.transaction(async (tx) => {
    const state = await lockReview(tx, id);
    if (state !== 'open') return state === 'signed' ? 'signed before' : state;
    const { rows } = await tx.execute<{ same: boolean; unmarked: boolean }>(sql`
      select ${marksText(id)} = ${marks} as same,
        exists (select from keyledger.review_reader where review_id = ${id} and verdict is null) as unmarked`);
    if (!rows[0]?.same) return 'changed';
    if (rows[0].unmarked) return 'unmarked';
    await tx.execute(sql`
      update keyledger.review set signed_at = ${at.toISOString()}::timestamptz, signed_by = ${toStorable(by)}, next_day = ${nextOn}::date
      where id = ${id}`);
    await followEarlier(tx, id);
    return 'signed';
  });

export const discardReview = (db: Queryable, id: string): ReturnType<ReviewStore['discard']> =>
  db.transaction(async (tx) => {
    const state = await lockReview(tx, id);
    if (state !== 'open') return state;
    await tx.execute(sql`delete from keyledger.review where id = ${id}`);
    return 'discarded';
  });

/**
 * Whoever saw less has not looked over what somebody with more sight did: that one stays due. So it does where days lie
 * between the two periods, of which nobody looked over who read.
 */
async function followEarlier(tx: Queryable, id: string): Promise<void> {
  await tx.execute(sql`
    update keyledger.review o set followed_by = ${id}
    from keyledger.review r
    where r.id = ${id} and o.id <> r.id and o.signed_at is not null and o.followed_by is null
      and o.secret_id is not distinct from r.secret_id and o.service is not distinct from r.service
      and o.environment is not distinct from r.environment and o.to_day <= r.to_day and r.from_day <= o.to_day + 1
      and not exists (select from keyledger.review_secret c join keyledger.secret s on s.id = c.secret_id
        where c.review_id = o.id and s.removed_at is null
          and not exists (select from keyledger.review_secret n where n.review_id = r.id and n.secret_id = c.secret_id))`);
}
