import 'server-only';
import { sql } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { NewReview, ReviewStore, ReviewSubject } from '@/lib/domain/ports/review-store';
import type { Queryable } from '@/lib/store/connect';
import { secretsOf } from './subject';

export async function countSubject(db: Queryable, sight: Sight, subject: ReviewSubject, most: number): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (select id from (${secretsOf(sight, subject)}) s limit ${most + 1}) n`,
  );
  return rows[0]?.count ?? 0;
}

async function insertSecrets(tx: Queryable, sight: Sight, { id, subject }: NewReview, most: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    insert into keyledger.review_secret (review_id, secret_id)
    select ${id}, s.id from (${secretsOf(sight, subject)}) s limit ${most + 1}`);
  return rowCount ?? 0;
}

/**
 * A day counts whole, as the roll-ups have it; what was only denied is no reader. One statement, and so one snapshot: coverage
 * says of these very reads how far they are all.
 */
async function insertReads(tx: Queryable, { id, from, to, at }: NewReview): Promise<number> {
  await tx.execute(sql`
    with covered as (
      insert into keyledger.review_coverage (review_id, scope_id, source, from_at, to_at)
      select ${id}, k.scope_id, k.source, greatest(k.from_at, p.from_at), least(k.to_at, p.to_at)
      from keyledger.coverage k,
        (select (${from}::date)::timestamp at time zone 'UTC' as from_at,
          least((${to}::date + 1)::timestamp at time zone 'UTC', ${at.toISOString()}::timestamptz) as to_at) p
      where k.from_at < p.to_at and k.to_at > p.from_at and k.scope_id in (
        select s.scope_id from keyledger.review_secret c join keyledger.secret s on s.id = c.secret_id where c.review_id = ${id})
    )
    insert into keyledger.review_read (review_id, principal_id, actor_kind, secret_id, first_day, last_at, reads)
    select ${id}, d.principal_id, d.actor_kind, d.secret_id, min(d.day), max(coalesce(d.last_read_at, d.last_at)), sum(d.reads)
    from keyledger.review_secret c join keyledger.read_day d on d.secret_id = c.secret_id
    where c.review_id = ${id} and d.day between ${from}::date and ${to}::date and d.reads > 0
    group by d.principal_id, d.actor_kind, d.secret_id`);
  const { rowCount } = await tx.execute(sql`
    insert into keyledger.review_reader (review_id, principal_id, actor_kind)
    select distinct review_id, principal_id, actor_kind from keyledger.review_read where review_id = ${id}`);
  return rowCount ?? 0;
}

export async function countOpen(db: Queryable, byId: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from keyledger.review where signed_at is null and begun_by_id = ${byId}`,
  );
  return rows[0]?.count ?? 0;
}

class NotBegun extends Error {}

/** One after the other for each person: those that are begun at once are counted too. Each statement sees what was committed before it. */
export async function beginReview(
  db: Queryable,
  sight: Sight,
  review: NewReview,
  most: Parameters<ReviewStore['begin']>[2],
): ReturnType<ReviewStore['begin']> {
  const { id, subject, from, to, at, by } = review;
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${by.id}, 48))`);
      if ((await countOpen(tx, by.id)) >= most.open) return 'no room';
      await tx.execute(sql`
        insert into keyledger.review (id, secret_id, service, environment, from_day, to_day, begun_at, begun_by, begun_by_id)
        values (${id}, ${subject.secretId}, ${subject.service}, ${subject.environment}, ${from}::date, ${to}::date,
          ${at.toISOString()}::timestamptz, ${by.name}, ${by.id})`);
      const secrets = await insertSecrets(tx, sight, review, most.secrets);
      if (secrets === 0 || secrets > most.secrets) throw new NotBegun();
      return { secrets, readers: await insertReads(tx, review) };
    });
  } catch (error) {
    if (error instanceof NotBegun) return null;
    throw error;
  }
}
