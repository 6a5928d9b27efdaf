import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { dayOf } from '@/lib/domain/day';
import { PEOPLE_KINDS, type ActorKind } from '@/lib/domain/event-record';
import type { DayReads } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { isCovered } from '@/lib/store/inventory/item-history';
import type { Queryable } from '@/lib/store/connect';
import { itemView, secretTable } from '@/lib/store/schema/secret';
import { isOneOf, textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { groupOf, seesHistory } from './sight-of-event';

const SPARKLINE_DAYS = 14;

/** Reads of the kinds; a read whose actor could not be told counts with the workloads. */
const reads = (kinds: readonly ActorKind[]): SQL =>
  sql`coalesce(sum(d.reads) filter (where d.actor_kind = any(${textArray(kinds)})), 0)::int`;

interface DayRow extends Record<string, unknown>, DayReads {}

/** Every day of the range, also those without reads. */
export async function listReadsByDay(
  db: Queryable,
  sight: Sight,
  secretId: string,
  from: Date,
  to: Date,
): Promise<DayReads[]> {
  const { rows } = await db.execute<DayRow>(sql`
    select to_char(one.day, 'YYYY-MM-DD') as day, ${reads(PEOPLE_KINDS)} as person,
      ${reads(['workload', 'unknown'])} as workload, ${reads(['aws-service'])} as service,
      coalesce(sum(d.denied), 0)::int as denied
    from generate_series(${dayOf(from)}::date::timestamp, ${dayOf(to)}::date::timestamp, interval '1 day') one (day)
    left join keyledger.read_day d on d.day = one.day::date and d.secret_id in ${groupOf(secretId)}
    where exists (select 1 from ${secretTable} where ${secretTable.id} = ${secretId} and ${seesHistory(sight)})
    group by one.day order by one.day`);
  return rows;
}

/** For a page of the inventory; absent: not covered, or not in sight. */
export async function listSparklines(
  db: Queryable,
  sight: Sight,
  secretIds: readonly string[],
  now: Date,
): Promise<Map<string, number[]>> {
  if (secretIds.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; reads: number[] }>(sql`
    with page as (
      select ${itemView.id} as id, ${itemView.arn} as arn from ${itemView}
      where ${isOneOf(itemView.id, secretIds)} and ${isCovered(now, SPARKLINE_DAYS)}
        and ${toPredicate(sight.inventory, itemView)} and ${toPredicate(sight.history, itemView)}
    ), member as (
      select id, id as member_id from page
      union select page.id, r.id from page join keyledger.secret r on r.primary_arn = page.arn
    ), sums as (
      select m.id, d.day, sum(d.reads)::int as reads from member m join keyledger.read_day d on d.secret_id = m.member_id
      where d.day > ${dayOf(now)}::date - ${SPARKLINE_DAYS}::int and d.day <= ${dayOf(now)}::date group by m.id, d.day
    )
    select page.id, array(select coalesce(s.reads, 0)
      from generate_series(${SPARKLINE_DAYS}::int - 1, 0, -1) ago
      left join sums s on s.id = page.id and s.day = ${dayOf(now)}::date - ago order by ago desc) as reads
    from page`);
  return new Map(rows.map(({ id, reads: days }) => [id, days]));
}
