import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { CoverageInterval } from '@/lib/domain/event-record';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { FoundReview, ReviewHead, StoredReview } from '@/lib/domain/ports/review-store';
import type { Queryable } from '@/lib/store/connect';
import { seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { reviewedSecret, tell, toReview, type ReviewRow } from './list-reviews';
import { seesReview } from './subject';

interface Whole extends Record<string, unknown> {
  whole: boolean;
  marks: string;
  new_readers: number;
}

const isWhole = (sight: Sight, id: string): SQL => sql`not exists (
  select from keyledger.review_secret c join ${secretTable} on ${secretTable.id} = c.secret_id
  where c.review_id = ${id} and not ${seesHistory(sight)})`;

/** Whether all of it is in sight; what all its marks are, as one text; and, while it is open, who is known to have read since its first day and is not in it. */
async function findRest(db: Queryable, sight: Sight, { id, from, signedAt }: StoredReview): Promise<Whole | undefined> {
  const newReaders = sql`(select count(*)::int from (
      select distinct d.principal_id, d.actor_kind from keyledger.review_secret c
      join ${secretTable} on ${secretTable.id} = c.secret_id join keyledger.read_day d on d.secret_id = c.secret_id
      where c.review_id = ${id} and d.day >= ${from}::date and d.reads > 0 and ${seesHistory(sight)}) n
    where not exists (select from keyledger.review_read k join ${secretTable} on ${secretTable.id} = k.secret_id
      where k.review_id = ${id} and k.principal_id = n.principal_id and k.actor_kind = n.actor_kind and ${seesHistory(sight)}))`;
  const { rows } = await db.execute<Whole>(sql`
    select ${isWhole(sight, id)} as whole, ${marksText(id)} as marks,
      ${signedAt === null ? newReaders : sql`0`} as new_readers`);
  return rows[0];
}

/** Every mark with its revision: where it is the same, nothing was marked meanwhile. */
export const marksText = (id: string): SQL => sql`(
  select encode(sha256(convert_to(coalesce(string_agg(m.principal_id || ' ' || m.actor_kind || ' ' || m.revision, chr(10)
    order by m.principal_id, m.actor_kind), ''), 'UTF8')), 'hex') from keyledger.review_reader m where m.review_id = ${id})`;

interface Covered extends Record<string, unknown> {
  scope_id: string;
  source: CoverageInterval['source'] | null;
  from_at: string;
  to_at: string;
}

async function findCoverage(db: Queryable, sight: Sight, id: string): Promise<FoundReview['coverage']> {
  const { rows } = await db.execute<Covered>(sql`
    with scopes as (
      select distinct ${secretTable.scopeId} as scope_id from keyledger.review_secret c
      join ${secretTable} on ${secretTable.id} = c.secret_id where c.review_id = ${id} and ${seesHistory(sight)}
    )
    select scopes.scope_id, k.source, k.from_at, k.to_at from scopes
    left join keyledger.review_coverage k on k.scope_id = scopes.scope_id and k.review_id = ${id}
    order by 1, k.from_at`);
  const coverage: FoundReview['coverage'] = new Map();
  for (const { scope_id: scopeId, source, from_at: from, to_at: to } of rows)
    coverage.set(scopeId, [
      ...(coverage.get(scopeId) ?? []),
      ...(source === null ? [] : [{ source, from: new Date(from), to: new Date(to) }]),
    ]);
  return coverage;
}

export async function findReview(db: Queryable, sight: Sight, id: string): Promise<FoundReview | null> {
  const { rows } = await db.execute<ReviewRow>(
    tell(sight, sql`select r.* from keyledger.review r where r.id = ${id} and ${seesReview(sight)}`),
  );
  const review = rows[0] && toReview(rows[0]);
  if (!review) return null;
  const [rest, coverage] = await Promise.all([findRest(db, sight, review), findCoverage(db, sight, id)]);
  return {
    ...review,
    coverage,
    whole: rest?.whole === true,
    marks: rest?.marks ?? '',
    newReaders: rest?.new_readers ?? 0,
  };
}

type HeadRow = Pick<ReviewRow, 'id' | 'service' | 'environment' | 'secret' | 'from_day' | 'to_day' | 'signed_at'>;

export async function findHead(db: Queryable, sight: Sight, id: string): Promise<ReviewHead | null> {
  const { rows } = await db.execute<HeadRow & { whole: boolean }>(sql`
    select r.id, r.service, r.environment, ${reviewedSecret} as secret, to_char(r.from_day, 'YYYY-MM-DD') as from_day,
      to_char(r.to_day, 'YYYY-MM-DD') as to_day, r.signed_at, ${isWhole(sight, id)} as whole
    from keyledger.review r left join ${secretTable} on ${secretTable.id} = r.secret_id
    where r.id = ${id} and ${seesReview(sight)}`);
  const row = rows[0];
  return row
    ? {
        id: row.id,
        subject: { secret: row.secret, service: row.service, environment: row.environment },
        from: row.from_day,
        to: row.to_day,
        signedAt: row.signed_at === null ? null : new Date(row.signed_at),
        whole: row.whole,
      }
    : null;
}
