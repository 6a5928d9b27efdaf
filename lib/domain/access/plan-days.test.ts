import { expect, it } from 'vitest';
import { MOST_DAYS, planDays } from './plan-days';

const at = (text: string) => new Date(text);
const NOW = at('2026-11-20T10:30:00Z');
const planned = (from: string, to: string) => planDays({ from: at(from), to: at(to) }, NOW);

it('a period is of the whole days that it touches', () => {
  const { period, days } = planned('2026-11-17T23:59:59.999Z', '2026-11-19T00:00:00Z');
  expect(days.map(({ day }) => day)).toEqual(['2026-11-17', '2026-11-18', '2026-11-19']);
  expect(period).toEqual({ from: at('2026-11-17T00:00:00Z'), to: at('2026-11-19T23:59:59.999Z') });
  expect(days[1]).toEqual({
    day: '2026-11-18',
    from: at('2026-11-18T00:00:00Z'),
    to: at('2026-11-18T23:59:59.999Z'),
  });
});

it('no day is shown that has not begun', () => {
  expect(planned('2026-11-19T00:00:00Z', '2027-01-01T00:00:00Z').days.map(({ day }) => day)).toEqual([
    '2026-11-19',
    '2026-11-20',
  ]);
  expect(planned('2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z').days).toEqual([]);
});

it('of too many days the newest are shown', () => {
  const { period, days } = planned('0001-01-01T00:00:00Z', '2026-11-20T10:30:00Z');
  expect(days).toHaveLength(MOST_DAYS);
  expect(days[0]?.from).toEqual(period.from);
  expect(days.at(-1)?.day).toBe('2026-11-20');
});

it('a period that ends before it begins has no days', () => {
  expect(planned('2026-11-10T12:00:00Z', '2026-11-08T12:00:00Z').days).toEqual([]);
  expect(planned('2026-11-10T12:00:00Z', '2026-11-10T11:00:00Z').days).toHaveLength(1);
});
