import 'server-only';
import { sql } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import { PEOPLE_KINDS } from '@/lib/domain/event-record';
import type { PeopleBehind, PeopleBehindQuery } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { groupOf, seesHistory } from './sight-of-event';

/** Of rows of events or of days: no other column of theirs is called so. */
export const IS_OF_PEOPLE = sql`actor_kind in ${PEOPLE_KINDS}`;

/** Of principals `p`; most have one name behind them, or none. */
export const IS_SHARED = sql`(select count(*) > 1 from (select from keyledger.actor_name n where n.principal_id = p.id limit 2) two)`;

const MOST_NAMES = 20;

interface Row extends Record<string, unknown> {
  principalId: string;
  name: string;
  reads: number;
  count: number;
}

/** Of few principals, each on the days on which people read as it: not among all reads of a secret that a poller reads. */
export async function listPeopleBehind(
  db: Queryable,
  sight: Sight,
  secretId: string,
  { principalIds, from, to }: PeopleBehindQuery,
): Promise<Map<string, PeopleBehind>> {
  if (principalIds.length === 0) return new Map();
  const { rows } = await db.execute<Row>(sql`
    with named as (
      select d.principal_id, e.person as name, count(*)::int as reads
      from keyledger.read_day d cross join lateral (
        select e.person from keyledger.event e
        where e.secret_id = d.secret_id and e.principal_id = d.principal_id and e.actor_kind = d.actor_kind
          and e.action_class = 'read' and e.outcome = 'success' and e.person is not null
          and e.at between d.first_at and d.last_read_at
          and e.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
          and e.at >= (d.day::timestamp at time zone 'UTC') and e.at < ((d.day + 1)::timestamp at time zone 'UTC') offset 0) e
      where d.secret_id in ${groupOf(secretId)} and d.principal_id = any(${textArray(principalIds)}) and d.reads > 0
        and d.${IS_OF_PEOPLE} and d.day between ${dayOf(from)}::date and ${dayOf(to)}::date
        and exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
      group by 1, 2
    )
    select principal_id as "principalId", name, reads, count::int from (
      select n.*, count(*) over (partition by principal_id) as count,
        row_number() over (partition by principal_id order by reads desc, name) as place from named n) n
    where place <= ${MOST_NAMES} order by principal_id, place`);
  const behind = [...Map.groupBy(rows, ({ principalId }) => principalId)];
  return new Map(
    behind.map(([id, names]) => [
      id,
      { people: names.map(({ name, reads }) => ({ name, reads })), count: names[0]?.count ?? 0 },
    ]),
  );
}
