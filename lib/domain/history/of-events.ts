import type { CoverageInterval } from '@/lib/domain/event-record';

/**
 * What is known event by event. Athena gives counts of days: of a day that it alone tells of, the events are not here, so
 * that a list without them does not mean that there were none.
 */
export const ofEvents = (intervals: readonly CoverageInterval[]): CoverageInterval[] =>
  intervals.filter(({ source }) => source !== 'athena');
