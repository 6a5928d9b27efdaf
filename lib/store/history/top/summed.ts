import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { PEOPLE_KINDS } from '@/lib/domain/event-record';
import type { Top } from '@/lib/domain/ports/access-queries';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { MOST_EVENTS, type CountSource } from './count-source';

/** A row of a list, beside what holds of the whole. */
export interface Summed extends Record<string, unknown> {
  succeeded: number;
  denied: number;
  failed: number;
  all_succeeded: number;
  all_denied: number;
  all_failed: number;
  found: number;
  since: string | null;
}

export const SUMS = sql`sum(succeeded)::int as succeeded, sum(denied)::int as denied, sum(failed)::int as failed`;

/** Of the whole, beside each row. */
export const OF_ALL = sql`sum(succeeded) over ()::int as all_succeeded, sum(denied) over ()::int as all_denied,
  sum(failed) over ()::int as all_failed, count(*) over ()::int as found`;

export const isPersonal = (actorKind: SQL): SQL => isOneOf(actorKind, PEOPLE_KINDS);

/** `counted`: the rows to be added up; `cut`: since when, where there were more events than are counted one by one. */
export const withCut = (rows: SQL, by: CountSource['by']): SQL =>
  by === 'days'
    ? sql`counted as (${rows}), cut as (select null::timestamptz as since)`
    : sql`found as materialized (${rows}),
      cut as (select case when count(*) > ${MOST_EVENTS} then min(at) end as since from found),
      counted as (select * from found)`;

export function toTop<Row extends Summed, Item>(
  rows: readonly Row[],
  by: CountSource['by'],
  toItem: (row: Row) => Item,
): Top<Item> {
  const [first] = rows;
  const { all_succeeded: succeeded = 0, all_denied: denied = 0, all_failed: failed = 0 } = first ?? {};
  return {
    items: rows.map(toItem),
    total: { succeeded, denied, failed },
    found: first?.found ?? 0,
    by,
    since: first?.since ? new Date(first.since) : null,
  };
}
