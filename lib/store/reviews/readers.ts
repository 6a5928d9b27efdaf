import 'server-only';
import { or, sql, type SQL } from 'drizzle-orm';
import { PEOPLE_KINDS, type ActorKind, type Principal } from '@/lib/domain/event-record';
import type { ReadSecret } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { ReaderKey, ReadersQuery, ReviewReader } from '@/lib/domain/ports/review-store';
import type { ReaderVerdict } from '@/lib/domain/review/review';
import type { Queryable } from '@/lib/store/connect';
import { primaryOf, seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, isOneOf, NEVER } from '@/lib/store/visibility/to-predicate';
import { seesReview } from './subject';

/** Named with a reader; the rest is counted. */
const MOST_NAMED = 5;

export interface MarkRow extends Record<string, unknown> {
  principal_id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  first_on: string;
  last_at: string;
  reads: number;
  whole: boolean;
  verdict: ReaderVerdict | null;
  note: string | null;
  marked_at: string | null;
  marked_by: string | null;
  done_at: string | null;
  done_by: string | null;
  done_note: string | null;
}

export interface ReaderRow extends MarkRow {
  secrets: number;
  most: (ReadSecret & { reads: number })[];
  known: number;
  revision: number;
}

const toDate = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** What was marked; notes alone of what is all in sight, since they may name any of it. */
export const toMark = (row: MarkRow) => ({
  principal: { id: row.principal_id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  firstOn: row.first_on,
  lastAt: new Date(row.last_at),
  reads: row.reads,
  verdict: row.verdict,
  note: row.whole ? row.note : null,
  markedAt: toDate(row.marked_at),
  markedBy: row.marked_by,
  doneAt: toDate(row.done_at),
  doneBy: row.done_by,
  doneNote: row.whole ? row.done_note : null,
});

export const toReader = (row: ReaderRow): ReviewReader => ({
  ...toMark(row),
  secrets: row.secrets,
  most: row.most,
  // What a day's owner tells may become less than it was.
  since: Math.max(0, row.known - row.reads),
  revision: row.revision,
  whole: row.whole,
});

const PERSON = isOneOf(sql`total.actor_kind`, PEOPLE_KINDS);

/** Each reader of `pick`, rows of review_reader, by what is in sight of it. `order` is over `total`, `m` and `r`. */
export function tellReaders(
  sight: Sight,
  pick: SQL,
  { where, order, limit }: { where: SQL; order: SQL; limit: number },
): SQL {
  const { id, arn, primaryArn } = secretTable;
  const groupArn = sql`coalesce(${primaryArn}, ${arn})`;
  return sql`
    with picked as (${pick}), total as (
      select d.review_id, d.principal_id, d.actor_kind, min(d.first_day) as first_day, max(d.last_at) as last_at,
        sum(d.reads)::int as reads, count(distinct ${groupArn})::int as secrets, count(*) as seen
      from picked join keyledger.review_read d using (review_id, principal_id, actor_kind) join ${secretTable} on ${id} = d.secret_id
      where ${seesHistory(sight)} group by 1, 2, 3
    ), page as (
      select total.*, r.from_day, r.secret_id, r.service, r.environment, r.begun_at, r.signed_at, ${PERSON} as people, m.verdict, m.note, m.revision,
        m.marked_at, m.marked_by, m.done_at, m.done_by, m.done_note
      from total join keyledger.review_reader m using (review_id, principal_id, actor_kind) join keyledger.review r on r.id = review_id
      where ${where} and ${seesReview(sight)} order by ${order} limit ${limit}
    ), known as (
      select page.review_id, page.principal_id, page.actor_kind, sum(k.reads)::int as reads
      from page join keyledger.review_secret c on c.review_id = page.review_id
      join keyledger.read_day k on k.secret_id = c.secret_id and k.principal_id = page.principal_id
        and k.actor_kind = page.actor_kind and k.day >= page.from_day
      join ${secretTable} on ${id} = k.secret_id where ${seesHistory(sight)} group by 1, 2, 3
    )
    select page.*, p.type, p.account_id, p.label, to_char(page.first_day, 'YYYY-MM-DD') as first_on, named.most,
      case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name, 'environment', q.environment) end as subject,
      page.seen = (select count(*) from keyledger.review_read a where a.review_id = page.review_id
        and a.principal_id = page.principal_id and a.actor_kind = page.actor_kind) as whole,
      coalesce(known.reads, 0) as known
    from page left join known using (review_id, principal_id, actor_kind)
    join keyledger.principal p on p.id = page.principal_id left join keyledger.secret q on q.id = page.secret_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'environment', o.environment, 'reads', o.reads)
        order by o.reads desc, o.id), '[]') as most
      from (
        select coalesce(main.id, g.id) as id, coalesce(main.name, g.name) as name,
          coalesce(main.environment, g.environment) as environment, g.reads
        from (
          select ${groupArn} as group_arn, min(${id}) as id, min(${secretTable.name}) as name,
            min(${secretTable.environment}) as environment, sum(d.reads)::int as reads
          from keyledger.review_read d join ${secretTable} on ${id} = d.secret_id
          where d.review_id = page.review_id and d.principal_id = page.principal_id and d.actor_kind = page.actor_kind
            and ${seesHistory(sight)}
          group by 1 order by reads desc, group_arn limit ${MOST_NAMED}
        ) g left join lateral ${primaryOf(sql`g.group_arn`, sight)} main on true
      ) o
    ) named order by ${order}`;
}

const ofReview = (id: string): SQL =>
  sql`select review_id, principal_id, actor_kind from keyledger.review_reader where review_id = ${id}`;

const isMarked = (verdict: ReadersQuery['verdict']): SQL => {
  if (verdict.length === 0) return ALWAYS;
  const marks = verdict.map((one) => (one === 'unmarked' ? sql`m.verdict is null` : sql`m.verdict = ${one}`));
  return or(...marks) ?? NEVER;
};

/** People first, then who read last; a mark moves nobody. */
export async function listReaders(
  db: Queryable,
  sight: Sight,
  id: string,
  query: ReadersQuery,
): Promise<ReviewReader[]> {
  const { verdict, limit, after } = query;
  const at = sql`${after?.lastAt.toISOString() ?? null}::timestamptz`;
  const behind = after
    ? sql`((not ${PERSON}) > ${!after.people} or ((not ${PERSON}) = ${!after.people} and (total.last_at < ${at}
        or (total.last_at = ${at} and (total.principal_id, total.actor_kind) > (${after.principalId}, ${after.actorKind})))))`
    : ALWAYS;
  const where = sql`(${isMarked(verdict)}) and ${behind}`;
  const order = sql`people desc, last_at desc, principal_id, actor_kind`;
  const { rows } = await db.execute<ReaderRow>(tellReaders(sight, ofReview(id), { where, order, limit }));
  return rows.map(toReader);
}

export async function findReader(
  db: Queryable,
  sight: Sight,
  id: string,
  { principalKey, actorKind }: ReaderKey,
): Promise<ReviewReader | null> {
  const pick = sql`${ofReview(id)} and actor_kind = ${actorKind}
    and principal_id = (select p.id from keyledger.principal p where p.key = ${principalKey})`;
  const order = sql`people desc`;
  const { rows } = await db.execute<ReaderRow>(tellReaders(sight, pick, { where: ALWAYS, order, limit: 1 }));
  return rows[0] ? toReader(rows[0]) : null;
}
