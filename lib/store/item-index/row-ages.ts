import 'server-only';
import type { AgeFilter } from '@/lib/domain/ports/inventory-store';
import { daysBefore, HISTORY_DAYS } from '@/lib/store/inventory/item-history';
import type { ItemIndex } from './item-index';
import type { RowTest } from './visible-rows';

/** What is known of the scopes at the moment of the question: by days, whether a row's history has no gap over them. */
export type CoveredOver = (days: number) => RowTest;

const DAY = 86_400_000;

/** As `toValueAge` of item-age.ts. A comparison with a moment that is not known (NaN) is false. */
export function toValueAgeTest(index: ItemIndex, filter: AgeFilter, now: Date): RowTest {
  const { valueNotBefore, valueNotAfter } = index.times;
  const { valueless } = index;
  if (filter === 'never') return (row) => valueless[row] === 1;
  if (filter === 'unknown') return (row) => valueless[row] !== 1 && !(valueNotBefore[row] === valueNotAfter[row]);
  if ('olderThanDays' in filter) {
    const limit = daysBefore(now, filter.olderThanDays).getTime();
    return (row) => (valueNotAfter[row] ?? NaN) < limit;
  }
  const limit = daysBefore(now, filter.youngerThanDays).getTime();
  return (row) => (valueNotBefore[row] ?? NaN) > limit;
}

/**
 * The same as numbers, for many ages and rows at once: by place, the limits that a row's moments are beyond (NaN: of
 * another kind), and the places of the words; -1: not asked.
 */
export function toValueAgeLimits(ages: readonly AgeFilter[], now: Date) {
  const limitOf = (days: number) => daysBefore(now, days).getTime();
  return {
    younger: Float64Array.from(ages, (age) =>
      typeof age === 'object' && 'youngerThanDays' in age ? limitOf(age.youngerThanDays) : NaN,
    ),
    older: Float64Array.from(ages, (age) =>
      typeof age === 'object' && 'olderThanDays' in age ? limitOf(age.olderThanDays) : NaN,
    ),
    never: ages.indexOf('never'),
    unknown: ages.indexOf('unknown'),
  };
}

/** As `toLastRead` of item-age.ts. */
export function toLastReadTest(
  index: ItemIndex,
  filter: AgeFilter,
  now: Date,
  historyVisible: RowTest,
  coveredOver: CoveredOver,
): RowTest {
  const { lastReadAt, lastAccessedOn } = index.times;
  const isRead = (row: number) => !Number.isNaN(lastReadAt[row]) || !Number.isNaN(lastAccessedOn[row]);
  if (filter === 'never' || filter === 'unknown') {
    const covered = coveredOver(HISTORY_DAYS);
    if (filter === 'never') return (row) => historyVisible(row) && !isRead(row) && covered(row);
    return (row) => !(historyVisible(row) && (isRead(row) || covered(row)));
  }
  const days = 'youngerThanDays' in filter ? filter.youngerThanDays : filter.olderThanDays;
  const limit = daysBefore(now, days).getTime();
  const dayOfLimit = Math.floor(limit / DAY) * DAY;
  const isYounger = (row: number) => (lastReadAt[row] ?? NaN) >= limit || (lastAccessedOn[row] ?? NaN) >= dayOfLimit;
  if ('youngerThanDays' in filter) return (row) => historyVisible(row) && isYounger(row);
  const covered = coveredOver(days);
  return (row) => {
    if (!historyVisible(row) || isYounger(row)) return false;
    return (lastAccessedOn[row] ?? NaN) < dayOfLimit || (!Number.isNaN(lastReadAt[row]) && covered(row));
  };
}
