import { expect, it } from 'vitest';
import type { AccessEvent } from '@/lib/domain/event-record';
import { timelineEvent } from '@/lib/domain/testing/timeline-event';
import { takeDays } from './take-days';
import type { DayGroup } from './to-day-groups';

const DAY = '2026-11-01';
const group = (events: number, change: Partial<AccessEvent> = {}): DayGroup => {
  const event = timelineEvent('01T12:00:00', 'GetSecretValue', change);
  return { day: DAY, event, events, lastAt: event.at };
};
const answer = (records: number, ...groups: DayGroup[]) => ({
  records: new Map(records > 0 ? [[DAY, records]] : []),
  groups,
});

it('a day is taken where as much is told of it as is known', () => {
  expect(takeDays(answer(9, group(3)), new Map())).toEqual([DAY]);
  expect(takeDays(answer(9, group(3)), new Map([[DAY, 3]]))).toEqual([DAY]);
  expect(takeDays(answer(9, group(1), group(2, { outcome: 'denied' })), new Map([[DAY, 3]]))).toEqual([DAY]);
});

it('a day is taken on which there were records and no read, and none is known', () => {
  expect(takeDays(answer(9), new Map())).toEqual([DAY]);
});

it.each([
  ['nothing at all', answer(0), 0],
  ['nothing, and reads are known', answer(0), 1],
  ['what other services did alone', answer(9), 1],
  ['fewer reads', answer(9, group(2)), 3],
  ['reads that failed', answer(9, group(3, { outcome: 'failed' })), 1],
  ['writes', answer(9, group(3, { actionClass: 'change' })), 1],
])('a day is not taken of which it tells %s', (_, told, known) => {
  expect(takeDays(told, new Map([[DAY, known]]))).toEqual([]);
});
