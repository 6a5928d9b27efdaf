import { expect, it } from 'vitest';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { untilOwnReading } from './own-reading';
import { planDays } from './plan-days';

const now = new Date('2026-11-20T12:00:00Z');
const read = (from: string, source: CoverageInterval['source'] = 'lookup-events'): CoverageInterval => ({
  from: new Date(from),
  to: now,
  source,
});
const until = (coverage: CoverageInterval[], state: Parameters<typeof untilOwnReading>[0]['state'] = 'fresh') =>
  untilOwnReading({ coverage, state, now });

it('asks for nothing that the event history keeps while that is read backwards', () => {
  expect(until([], 'waiting')).toBe('2026-08-22');
  expect(until([read('2026-11-01T00:00:00Z')])).toBe('2026-08-22');
  const plan = planDays({ intervals: [], asked: [], since: '2026-01-01', until: '2026-08-22', most: 2, now });
  expect(plan.ask).toEqual({ from: '2026-08-21', to: '2026-08-22' });
  expect(planDays({ intervals: [], asked: [], since: '2026-09-01', until: '2026-08-22', most: 2, now }).ask).toBeNull();
});

it('does not wait for what is read to its end, fails, or is not there to be read', () => {
  expect(until([read('2026-08-22T00:00:00Z')])).toBeNull();
  expect(until([], 'failing')).toBeNull();
  expect(until([], 'limited')).toBeNull();
});

it('takes files that somebody brought for no reading of its own', () => {
  expect(until([read('2026-01-01T00:00:00Z', 'trail-files')])).toBe('2026-08-22');
});
