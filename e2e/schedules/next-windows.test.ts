import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findNextWindows } from '@/lib/domain/rotation/next-windows';
import { nextWindow } from '@/lib/local-aws/rotation/window';

const HOUR = 3_600_000;

const number = (min: number, max: number) => fc.integer({ min, max }).map(String);
/** A list of what a field may hold: numbers, ranges, steps. */
const field = (min: number, max: number, ...more: fc.Arbitrary<string>[]) =>
  fc
    .array(
      fc.oneof(
        number(min, max),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
        fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 9 })).map(([a, step]) => `${a}/${step}`),
        fc.integer({ min: 1, max: 9 }).map((step) => `*/${step}`),
        fc.constant('*'),
        ...more,
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((items) => items.join(','));
const names = (...all: string[]) => fc.constantFrom(...all);
const dates = field(
  1,
  31,
  names('L', 'LW'),
  number(1, 31).map((day) => `${day}W`),
);
const weekdays = field(
  1,
  7,
  names('SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'L', 'FRIL', '2L'),
  fc.tuple(number(1, 7), number(1, 5)).map(([day, which]) => `${day}#${which}`),
);
const days = fc.oneof(
  dates.map((text) => [text, '?'] as const),
  weekdays.map((text) => ['?', text] as const),
);
const expression = fc
  .tuple(field(0, 23), days, field(1, 12, names('JAN', 'JUN', 'DEC')))
  .map(([hours, [date, weekday], month]) => `cron(0 ${hours} ${date} ${month} ${weekday} *)`);
const moment = fc.integer({ min: Date.UTC(2026, 0, 1) / HOUR, max: Date.UTC(2032, 0, 1) / HOUR });

it('the windows of a schedule are those of an endpoint that reads it by itself', () => {
  fc.assert(
    fc.property(expression, moment, (scheduleExpression, hour) => {
      const now = hour * HOUR + HOUR / 2;
      const rules = { automaticallyAfterDays: null, scheduleExpression, duration: '1h' };
      const ours = findNextWindows({ rules, nextRotationAt: null, now: new Date(now) });
      const ahead = ours.map(({ opensAt }) => opensAt.getTime()).filter((opens) => opens > now);
      const theirs: number[] = [];
      for (let after = now; theirs.length < ahead.length; after = theirs.at(-1) ?? Infinity)
        theirs.push(nextWindow({ ScheduleExpression: scheduleExpression, Duration: '1h' }, after)?.opens ?? NaN);
      expect(ahead).toEqual(theirs);
      const first = nextWindow({ ScheduleExpression: scheduleExpression, Duration: '1h' }, now);
      expect(first === undefined).toBe(ahead.length === 0);
    }),
    { numRuns: 2000 },
  );
});
