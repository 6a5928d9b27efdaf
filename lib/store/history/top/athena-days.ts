import 'server-only';
import { and, not, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Period } from '@/lib/domain/access/plan-count';
import { READS_KEPT_FROM } from '@/lib/store/retention/unkept';
import type { Queryable } from '@/lib/store/connect';
import { dayOf } from '@/lib/domain/day';
import { ALWAYS, NEVER } from '@/lib/store/visibility/to-predicate';

/** `YYYY-MM-DD`, UTC; `until` is not in it. */
export interface DayRange extends Record<string, unknown> {
  from: string;
  until: string;
}

/**
 * Days that Athena tells of in some scope. `read_day` has there what Athena counted, of which no event need be stored; what
 * leads to lists of events is counted by these, but for days of which there are no lists any more.
 */
export async function findAthenaDays(db: Queryable, { from, to }: Period): Promise<DayRange[]> {
  const { rows } = await db.execute<DayRange>(sql`
    select to_char(lower(r), 'YYYY-MM-DD') as from, to_char(upper(r), 'YYYY-MM-DD') as until
    from unnest((select range_agg(daterange(day, day + 1)) from keyledger.roll_up_owner
      where owner = 'athena' and day >= (${READS_KEPT_FROM} at time zone 'UTC')::date and day between ${dayOf(from)}::date and ${dayOf(to)}::date)) r`);
  return rows;
}

export const isNoneOf = (ranges: readonly DayRange[], day: SQL): SQL =>
  and(...ranges.map(({ from, until }) => not(sql`(${day} >= ${from}::date and ${day} < ${until}::date)`))) ?? ALWAYS;

const midnight = (day: string): SQL => sql`${`${day}T00:00:00Z`}::timestamptz`;

export const isAtOneOf = (ranges: readonly DayRange[], at: SQLWrapper): SQL =>
  sql`(${or(...ranges.map(({ from, until }) => sql`(${at} >= ${midnight(from)} and ${at} < ${midnight(until)})`)) ?? NEVER})`;
