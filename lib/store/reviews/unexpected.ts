import 'server-only';
import { sql } from 'drizzle-orm';
import type { ReadSecret } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { ReviewStore, UnexpectedReader } from '@/lib/domain/ports/review-store';
import type { Queryable } from '@/lib/store/connect';
import { seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { ALWAYS } from '@/lib/store/visibility/to-predicate';
import { tellReaders, toReader, type ReaderRow } from './readers';

interface Row extends ReaderRow {
  review_id: string;
  subject: ReadSecret | null;
  service: string | null;
  environment: string | null;
  begun_at: string;
  signed_at: string | null;
}

const toUnexpected = (row: Row): UnexpectedReader => ({
  ...toReader(row),
  review: {
    id: row.review_id,
    subject: { secret: row.subject, service: row.service, environment: row.environment },
    begunAt: new Date(row.begun_at),
    signedAt: row.signed_at === null ? null : new Date(row.signed_at),
  },
});

/** Over all reviews, the newest first. */
export async function listUnexpected(
  db: Queryable,
  sight: Sight,
  { done, limit, after }: Parameters<ReviewStore['unexpected']>[1],
): Promise<UnexpectedReader[]> {
  const pick = sql`select review_id, principal_id, actor_kind from keyledger.review_reader
    where verdict = 'unexpected' and done_at is ${done ? sql`not null` : sql`null`}`;
  const at = sql`${after?.begunAt.toISOString() ?? null}::timestamptz`;
  const where = after
    ? sql`(r.begun_at < ${at} or (r.begun_at = ${at}
        and (review_id, principal_id, actor_kind) > (${after.reviewId}, ${after.principalId}, ${after.actorKind})))`
    : ALWAYS;
  const order = sql`begun_at desc, review_id, principal_id, actor_kind`;
  const { rows } = await db.execute<Row>(tellReaders(sight, pick, { where, order, limit }));
  return rows.map(toUnexpected);
}

/** Where it is as it was seen, and by one of two at once. null: it is to be done again. */
export async function resolveReader(
  db: Queryable,
  ...[id, { principalKey, actorKind, seen }, done]: Parameters<ReviewStore['resolve']>
): Promise<boolean> {
  const { by = null, note = null } = done ? toStorable(done) : {};
  const { rowCount } = await db.execute(sql`
    update keyledger.review_reader m set done_at = ${done?.at.toISOString() ?? null}::timestamptz, done_by = ${by}, done_note = ${note},
      revision = m.revision + 1
    from keyledger.principal p where p.key = ${principalKey} and m.principal_id = p.id and m.actor_kind = ${actorKind}
      and m.review_id = ${id} and m.verdict = 'unexpected' and m.revision = ${seen}`);
  return rowCount === 1;
}

export async function listUnexpectedSecrets(db: Queryable, sight: Sight, id: string, most: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct p.id from keyledger.review_reader m
    join keyledger.review_read d using (review_id, principal_id, actor_kind)
    join ${secretTable} on ${secretTable.id} = d.secret_id
    join keyledger.secret p on p.arn = coalesce(${secretTable.primaryArn}, ${secretTable.arn})
    where m.review_id = ${id} and m.verdict = 'unexpected' and ${seesHistory(sight)} order by 1 limit ${most + 1}`);
  return rows.map((row) => row.id);
}
