import { expect, test } from 'vitest';
import { toWeeks } from './to-weeks';

test.each([
  ['a Monday', '2026-11-23T00:00:00.000Z', '2026-11-23'],
  ['a Friday', '2026-11-27T12:00:00.000Z', '2026-11-23'],
  ['a Sunday', '2026-11-29T23:59:59.999Z', '2026-11-23'],
])('five weeks begin on the Monday of the week of %s, and hold today', (_, now, monday) => {
  const weeks = toWeeks([], now);
  expect(weeks.map(({ length }) => length)).toEqual([7, 7, 7, 7, 7]);
  const days = weeks.flat();
  expect(days[0]?.day).toBe(monday);
  expect(days.filter(({ isPast }) => !isPast)[0]?.day).toBe(now.slice(0, 10));
});

test('each day has its own numbers, over the end of a year too', () => {
  const told = [
    { day: '2026-12-31', count: 3, troubled: 1 },
    { day: '2027-01-01', count: 2, troubled: 0 },
  ];
  const days = toWeeks(told, '2026-12-30T09:00:00.000Z').flat();
  expect(days.filter(({ count }) => count > 0)).toEqual(told.map((one) => ({ ...one, isPast: false })));
  expect(days.at(-1)?.day).toBe('2027-01-31');
});
