import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { textArray } from '@/lib/store/visibility/to-predicate';

const DAYS = 30;

const inWindow = (now: Date): SQL =>
  sql`d.day > (${now.toISOString()}::timestamptz at time zone 'UTC')::date - ${DAYS}::int`;

/** Each secret with itself and its replicas. */
const MEMBERS = sql`select i.id, i.id as member_id from item i
  union select i.id, r.id from item i join keyledger.secret s on s.id = i.id join keyledger.secret r on r.primary_arn = s.arn`;

/** Works the figures of these secrets, and of the primaries of those that are replicas, out again. */
export async function refreshUsageOf(tx: Queryable, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    with item as (
      select unnest(${textArray(ids)}) as id
      union select p.id from keyledger.secret r join keyledger.secret p on p.arn = r.primary_arn
        where r.id = any(${textArray(ids)})
    ), member as (${MEMBERS}),
    counted as (
      select m.id, coalesce(sum(d.reads), 0)::int as reads, count(distinct d.principal_id) filter (where d.reads > 0)::int as readers
      from member m left join keyledger.read_day d on d.secret_id = m.member_id and ${inWindow(now)} group by m.id
    ), latest as (
      select distinct on (m.id) m.id, l.last_read_at, p.label, l.actor_kind
      from member m cross join lateral (
        select d.last_read_at, d.principal_id, d.actor_kind from keyledger.read_day d
        where d.secret_id = m.member_id and d.last_read_at is not null
        order by d.day desc, d.last_read_at desc limit 1) l
      join keyledger.principal p on p.id = l.principal_id
      order by m.id, l.last_read_at desc
    )
    insert into keyledger.usage
      (secret_id, last_read_at, last_read_principal, last_read_actor_kind, reads30d, readers30d)
    select c.id, l.last_read_at, l.label, l.actor_kind, c.reads, c.readers
    from counted c left join latest l using (id) order by c.id
    on conflict (secret_id) do update set last_read_at = excluded.last_read_at,
      last_read_principal = excluded.last_read_principal, last_read_actor_kind = excluded.last_read_actor_kind,
      reads30d = excluded.reads30d, readers30d = excluded.readers30d`);
}

/** Moves the window of every secret that has figures. */
export async function refreshUsage(db: Queryable, now: Date): Promise<void> {
  await db.execute(sql`
    with item as (select secret_id as id from keyledger.usage),
    member as (${MEMBERS}),
    counted as (
      select m.id, coalesce(sum(d.reads), 0)::int as reads, count(distinct d.principal_id) filter (where d.reads > 0)::int as readers
      from member m left join keyledger.read_day d on d.secret_id = m.member_id and ${inWindow(now)} group by m.id
    )
    update keyledger.usage u set reads30d = c.reads, readers30d = c.readers
    from counted c where c.id = u.secret_id and (u.reads30d, u.readers30d) is distinct from (c.reads, c.readers)`);
}
