import 'server-only';
import { or, sql, type SQL } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { ReviewStore, StoredReview } from '@/lib/domain/ports/review-store';
import type { ReviewState } from '@/lib/domain/review/review';
import type { Queryable } from '@/lib/store/connect';
import { seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, NEVER } from '@/lib/store/visibility/to-predicate';
import { seesReview } from './subject';

export interface ReviewRow extends Record<string, unknown> {
  id: string;
  service: string | null;
  environment: string | null;
  secret: { id: string; name: string; environment: string } | null;
  from_day: string;
  to_day: string;
  begun_at: string;
  begun_by: string;
  signed_at: string | null;
  signed_by: string | null;
  next_day: string | null;
  followed_by: string | null;
  secrets: number;
  is_there: boolean;
  readers: number;
  expected: number;
  unexpected: number;
  done: number;
}

export const toReview = (row: ReviewRow): StoredReview => ({
  id: row.id,
  subject: { secret: row.secret, service: row.service, environment: row.environment },
  from: row.from_day,
  to: row.to_day,
  begunAt: new Date(row.begun_at),
  begunBy: row.begun_by,
  signedAt: row.signed_at === null ? null : new Date(row.signed_at),
  signedBy: row.signed_by,
  nextOn: row.next_day,
  followedBy: row.followed_by,
  secrets: row.secrets,
  isThere: row.is_there,
  readers: row.readers,
  expected: row.expected,
  unexpected: row.unexpected,
  done: row.done,
});

/** `reviewState` of lib/domain/review, over `r`. */
const isIn = (state: ReviewState, sight: Sight, now: Date): SQL => {
  const isOverdue = sql`(r.followed_by is null and r.next_day < ${dayOf(now)}::date and exists (
    select from keyledger.review_secret c join ${secretTable} on ${secretTable.id} = c.secret_id
    where c.review_id = r.id and ${secretTable.removedAt} is null and ${seesHistory(sight)}))`;
  if (state === 'open') return sql`r.signed_at is null`;
  return state === 'overdue'
    ? sql`(r.signed_at is not null and ${isOverdue})`
    : sql`(r.signed_at is not null and not ${isOverdue})`;
};

/** Something that it read there is in sight. For queries over `m`. */
const seesReader = (sight: Sight): SQL => sql`
  exists (select from keyledger.review_read d join ${secretTable} on ${secretTable.id} = d.secret_id
    where d.review_id = m.review_id and d.principal_id = m.principal_id and d.actor_kind = m.actor_kind
      and ${seesHistory(sight)})`;

/** Of a review of one secret, over a left join. */
export const reviewedSecret: SQL = sql`case when ${secretTable.id} is not null then jsonb_build_object('id', ${secretTable.id},
  'name', ${secretTable.name}, 'environment', ${secretTable.environment}) end`;

/** What is told of reviews: of each number, what is in sight alone. `page`: rows of the table. */
export const tell = (sight: Sight, page: SQL): SQL => sql`
  with page as (${page}), covered as (
    select c.review_id, count(distinct coalesce(${secretTable.primaryArn}, ${secretTable.arn}))::int as secrets,
      bool_or(${secretTable.removedAt} is null) as is_there
    from page join keyledger.review_secret c on c.review_id = page.id join ${secretTable} on ${secretTable.id} = c.secret_id
    where ${seesHistory(sight)} group by 1
  ), counted as (
    select m.review_id, count(*)::int as readers, (count(*) filter (where m.verdict = 'expected'))::int as expected,
      (count(*) filter (where m.verdict = 'unexpected'))::int as unexpected, count(m.done_at)::int as done
    from page join keyledger.review_reader m on m.review_id = page.id where ${seesReader(sight)} group by 1
  )
  select page.id, page.service, page.environment, to_char(page.from_day, 'YYYY-MM-DD') as from_day,
    to_char(page.to_day, 'YYYY-MM-DD') as to_day, page.begun_at, page.begun_by, page.signed_at, page.signed_by,
    to_char(page.next_day, 'YYYY-MM-DD') as next_day, page.followed_by, coalesce(covered.secrets, 0) as secrets, coalesce(is_there, false) as is_there,
    coalesce(readers, 0) as readers, coalesce(expected, 0) as expected, coalesce(unexpected, 0) as unexpected, coalesce(done, 0) as done,
    ${reviewedSecret} as secret
  from page left join covered on covered.review_id = page.id left join counted on counted.review_id = page.id
    left join ${secretTable} on ${secretTable.id} = page.secret_id
  order by page.begun_at desc, page.id desc`;

export async function listReviews(
  db: Queryable,
  sight: Sight,
  { state, limit, after, now }: Parameters<ReviewStore['list']>[1],
): Promise<StoredReview[]> {
  const asked = state.length === 0 ? ALWAYS : (or(...state.map((one) => isIn(one, sight, now))) ?? NEVER);
  const behind = after ? sql`(r.begun_at, r.id) < (${after.begunAt.toISOString()}::timestamptz, ${after.id})` : ALWAYS;
  const { rows } = await db.execute<ReviewRow>(
    tell(
      sight,
      sql`select r.* from keyledger.review r where ${asked} and ${behind} and ${seesReview(sight)}
        order by r.begun_at desc, r.id desc limit ${limit}`,
    ),
  );
  return rows.map(toReview);
}

/** How many there are of each state, and how many unexpected readers nobody has dealt with. */
export async function countReviews(db: Queryable, sight: Sight, now: Date) {
  const count = (state: ReviewState) => sql`(count(*) filter (where ${isIn(state, sight, now)}))::int`;
  const { rows } = await db.execute<Record<ReviewState | 'toDo', number>>(sql`
    select ${count('open')} as open, ${count('overdue')} as overdue, ${count('signed')} as signed,
      (select count(*)::int from keyledger.review_reader m join keyledger.review r on r.id = m.review_id
        where m.verdict = 'unexpected' and m.done_at is null and ${seesReview(sight)} and ${seesReader(sight)}) as "toDo"
    from keyledger.review r where ${seesReview(sight)}`);
  return rows[0] ?? { open: 0, overdue: 0, signed: 0, toDo: 0 };
}

export async function countOverdue(db: Queryable, sight: Sight, now: Date): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from keyledger.review r where ${isIn('overdue', sight, now)} and ${seesReview(sight)}`,
  );
  return rows[0]?.count ?? 0;
}
