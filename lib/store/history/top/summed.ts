import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { PEOPLE_KINDS } from '@/lib/domain/event-record';
import type { Top } from '@/lib/domain/ports/access-queries';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

/** What adds up to what is asked. */
export interface CountSource {
  /** `(secret_id, principal_id, actor_kind, succeeded, denied, failed, at, day)`; of an event `at`, of a sum `day`. */
  rows: SQL;
  /** `(secret_id, succeeded, denied, failed, by_people)`, each secret once: the same of fewer rows; null: there are no such. */
  sums: SQL | null;
  by: 'days' | 'events';
  /** So many events are counted one by one. */
  most: number;
}

/** A row of a list, beside what holds of the whole. */
export interface Summed extends Record<string, unknown> {
  succeeded: number;
  denied: number;
  failed: number;
  all_succeeded: number | null;
  all_denied: number | null;
  all_failed: number | null;
  /** null: there are none, and the row tells of the cut alone. */
  found: number | null;
  since: string | null;
}

export const SUMS = sql`sum(succeeded)::int as succeeded, sum(denied)::int as denied, sum(failed)::int as failed`;

/** Of the whole, beside each row. */
export const OF_ALL = sql`sum(succeeded) over ()::int as all_succeeded, sum(denied) over ()::int as all_denied,
  sum(failed) over ()::int as all_failed, count(*) over ()::int as found`;

export const isPersonal = (actorKind: SQL): SQL => isOneOf(actorKind, PEOPLE_KINDS);

/**
 * `counted`: the rows to be added up; `cut`: one row, since when, where there are more events than are counted one by one. The
 * oldest of one too many tells of a moment of which some may be missing: what came after it is whole.
 */
export const withCut = ({ rows, by, most }: CountSource): SQL =>
  by === 'days'
    ? sql`counted as not materialized (${rows}), cut as (select null::timestamptz as since)`
    : sql`found as materialized (${rows}),
      cut as (select case when count(*) > ${most} then min(at) + interval '1 millisecond' end as since from found),
      counted as not materialized (select found.* from found, cut where cut.since is null or found.at >= cut.since)`;

export function toTop<Row extends Summed, Item>(
  rows: readonly Row[],
  by: CountSource['by'],
  toItem: (row: Row) => Item,
): Top<Item> {
  const [first] = rows;
  return {
    items: rows.filter(({ found }) => found !== null).map(toItem),
    total: { succeeded: first?.all_succeeded ?? 0, denied: first?.all_denied ?? 0, failed: first?.all_failed ?? 0 },
    found: first?.found ?? 0,
    by,
    since: first?.since ? new Date(first.since) : null,
  };
}
