import { expect, test } from 'vitest';
import type { CalendarItem } from '@/lib/contract/rotation-calendar';
import type { RunView } from '@/lib/contract/rotation';
import { byDueDay, byStartDay, dayWords, outcomeWords } from './by-day';

const NOW = '2026-11-20T12:00:00.000Z';
const due = (nextRotationAt: string | null): CalendarItem => ({
  secret: { id: 'x', name: 'a/b', leaf: 'b', environment: 'prod', accountName: 'main', region: 'eu-west-1' },
  state: 'healthy',
  schedule: null,
  nextRotationAt,
  window: null,
});
const run = (startedAt: string, state: RunView['state']): RunView => ({
  id: startedAt,
  secret: { id: 'x', name: 'a/b', environment: 'prod' },
  state,
  step: null,
  message: '',
  startedBy: null,
  reason: null,
  startedAt,
  updatedAt: startedAt,
  endedAt: startedAt,
});

test('what is due is told by the day that its date ends on', () => {
  const dates = [
    '2026-11-19T00:00:00.000Z',
    '2026-11-20T23:59:59.000Z',
    '2026-11-21T00:00:00.000Z',
    '2026-11-21T04:00:00.000Z',
    null,
  ];
  const told = byDueDay(dates.map(due), NOW).map(({ key, items }) => `${key}: ${items.length}`);
  expect(told).toEqual(['Past due: 1', '2026-11-20: 2', '2026-11-21: 1', 'Without a date: 1']);
});

test('what has been is told by the day that it began on, with its outcomes', () => {
  const runs = [
    run('2026-11-20T08:00:00.000Z', 'succeeded'),
    run('2026-11-20T07:00:00.000Z', 'failed'),
    run('2026-11-20T06:00:00.000Z', 'succeeded'),
    run('2026-11-18T06:00:00.000Z', 'hung'),
  ];
  const told = byStartDay(runs).map(({ key, items }) => `${key}: ${outcomeWords(items)}`);
  expect(told).toEqual(['2026-11-20: 2 succeeded, 1 failed', '2026-11-18: 1 hung']);
});

test('a day has its name', () => {
  expect(dayWords('2026-11-20')).toBe('Friday, 2026-11-20');
  expect(dayWords('Past due')).toBe('Past due');
});
