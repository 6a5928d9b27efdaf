import 'server-only';
import { or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { AgeFilter, Sight } from '@/lib/domain/ports/inventory-store';
import { itemView } from '@/lib/store/schema/secret';
import { daysBefore, HISTORY_DAYS, isCovered, isHistoryVisible } from './item-history';

/** AWS told that there is no version. Where a value may have come since, a bound is known. */
export const hasNoValue = sql<boolean>`((${itemView.versionStages} = '{}'::jsonb
  and ${itemView.valueNotBefore} is null and ${itemView.valueNotAfter} is null) is true)`;

/** What an answer about the age of a value hangs on. */
export interface ValueColumns {
  isValueless: SQL;
  valueNotBefore: SQLWrapper;
  valueNotAfter: SQLWrapper;
}

const ITEM_VALUES: ValueColumns = {
  isValueless: hasNoValue,
  valueNotBefore: itemView.valueNotBefore,
  valueNotAfter: itemView.valueNotAfter,
};

export function toValueAge(filter: AgeFilter, columns: ValueColumns, now: Date): SQL {
  const { isValueless, valueNotBefore, valueNotAfter } = columns;
  // Every secret that has a value has an age; only how exactly it is known differs.
  if (filter === 'never') return isValueless;
  if (filter === 'unknown')
    return sql`(not ${isValueless} and (${valueNotBefore} is distinct from ${valueNotAfter} or ${valueNotAfter} is null))`;
  if ('olderThanDays' in filter)
    return sql`${valueNotAfter} < ${daysBefore(now, filter.olderThanDays).toISOString()}::timestamptz`;
  return sql`${valueNotBefore} > ${daysBefore(now, filter.youngerThanDays).toISOString()}::timestamptz`;
}

/** What an answer about the last read hangs on. */
export interface ReadColumns {
  historyVisible: SQL;
  lastReadAt: SQLWrapper;
  lastAccessedOn: SQLWrapper;
  covered: SQLWrapper;
}

const toItemReads = (sight: Sight): ReadColumns => {
  const { lastReadAt, lastAccessedOn, covered } = itemView;
  return { historyVisible: isHistoryVisible(sight), lastReadAt, lastAccessedOn, covered };
};

export function toLastRead(filter: AgeFilter, columns: ReadColumns, now: Date): SQL {
  const { historyVisible: visible, lastReadAt, lastAccessedOn } = columns;
  const covered = isCovered(now, HISTORY_DAYS, columns.covered);
  if (filter === 'never')
    return sql`(${visible} and ${lastReadAt} is null and ${lastAccessedOn} is null and ${covered})`;
  if (filter === 'unknown')
    return sql`not (${visible} and (${lastReadAt} is not null or ${lastAccessedOn} is not null or ${covered}))`;
  const days = 'youngerThanDays' in filter ? filter.youngerThanDays : filter.olderThanDays;
  const limit = sql`${daysBefore(now, days).toISOString()}::timestamptz`;
  // Of AWS's own day nothing but the day is known: it is as young as its last moment.
  const dayOfLimit = sql`(${limit} at time zone 'UTC')::date`;
  const isYounger = sql`(${lastReadAt} >= ${limit} or ${lastAccessedOn} >= ${dayOfLimit})`;
  if ('youngerThanDays' in filter) return sql`(${visible} and ${isYounger})`;
  // Older: AWS's own day says so, or a read is known and history since then is whole.
  return sql`(${visible} and ${isYounger} is not true
    and (${lastAccessedOn} < ${dayOfLimit}
      or (${lastReadAt} is not null and ${isCovered(now, days, columns.covered)})))`;
}

const anyOf = (filters: readonly AgeFilter[] | undefined, toSql: (filter: AgeFilter) => SQL): SQL | undefined =>
  filters?.length ? sql`(${or(...filters.map(toSql))})` : undefined;

export const matchesValueAge = (filters: readonly AgeFilter[] | undefined, now: Date): SQL | undefined =>
  anyOf(filters, (filter) => toValueAge(filter, ITEM_VALUES, now));

export const matchesLastRead = (filters: readonly AgeFilter[] | undefined, sight: Sight, now: Date): SQL | undefined =>
  anyOf(filters, (filter) => toLastRead(filter, toItemReads(sight), now));
