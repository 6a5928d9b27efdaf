import { describe, expect, it } from 'vitest';
import { addDays } from '@/lib/domain/day';
import { planLook, type LookedDay } from './plan-look';

const now = new Date('2026-11-20T12:00:00Z');
const today = '2026-11-20';
const since = '2026-11-10';
const at = (time: string) => new Date(time);
const looked = (day: string, more: Partial<LookedDay> = {}): LookedDay => ({
  day,
  lookedAt: now,
  done: false,
  more: false,
  files: 1,
  problem: null,
  ...more,
});
const plan = (change: Partial<Parameters<typeof planLook>[0]> = {}) =>
  planLook({ intervals: [], looked: [], since, now, ...change });

describe('which folder is looked into', () => {
  it('is today’s, then the newest that was not, back to the first day', () => {
    const order: (string | null)[] = [];
    const known: LookedDay[] = [];
    for (;;) {
      const { day } = plan({ looked: known });
      order.push(day);
      if (day === null) break;
      known.push(looked(day));
    }
    expect(order).toEqual([...Array.from({ length: 11 }, (_, back) => addDays(today, -back)), null]);
  });

  it('is not one whose day and the day before are known whole; one that touches what is not is', () => {
    const intervals = [{ from: at('2026-11-12T00:00:00Z'), to: at('2026-11-20T11:00:00Z') }];
    expect(plan({ intervals }).missing).toEqual({ days: 4, first: '2026-11-10', last: today });
    // Today is never over; of the 12th the day before is not known.
    expect(plan({ intervals, looked: [looked(today)] }).day).toBe('2026-11-12');
    const split = [
      { from: at('2026-11-01T00:00:00Z'), to: at('2026-11-15T08:00:00Z') },
      { from: at('2026-11-15T09:00:00Z'), to: now },
    ];
    expect(plan({ intervals: split }).missing).toEqual({ days: 3, first: '2026-11-15', last: today });
    const touching = [
      { from: at('2026-11-15T08:00:00.500Z'), to: now },
      { from: at('2026-11-01T00:00:00Z'), to: at('2026-11-15T08:00:00Z') },
    ];
    expect(plan({ intervals: touching }).missing.days).toBe(1);
  });

  it('is looked into again while it fills, at once where the look was cut short, and not once it is done', () => {
    const late = at('2026-11-20T12:14:00Z');
    const known = [looked(today), looked(addDays(today, -1))];
    const first = addDays(today, -1);
    expect(plan({ since: first, looked: known, now: late }).day).toBeNull();
    expect(plan({ since: first, looked: known, now: at('2026-11-20T12:15:00Z') }).day).toBe(today);
    expect(plan({ since: first, looked: [looked(today, { more: true }), ...known.slice(1)] }).day).toBe(today);
    const done = [looked(today), looked(first, { done: true, lookedAt: at('2026-11-01T00:00:00Z') })];
    expect(plan({ since: first, looked: done }).day).toBeNull();
    expect(plan({ since: first, looked: done }).kept).toEqual([addDays(today, -1), today, addDays(today, 1)]);
  });

  it('that is over and could not be read to its end waits longer', () => {
    const [old, first] = [addDays(today, -3), addDays(today, -3)];
    const others = [today, addDays(today, -1), addDays(today, -2)].map((day) => looked(day, { done: true }));
    const known = [...others, looked(old)];
    expect(plan({ since: first, looked: known, now: at('2026-11-20T17:59:00Z') }).day).toBeNull();
    expect(plan({ since: first, looked: known, now: at('2026-11-20T18:00:00Z') }).day).toBe(old);
  });

  it('is one that was never looked into before one that is due again, and of those the one whose look is longest ago', () => {
    const back = (days: number) => addDays(today, -days);
    const old = { lookedAt: at('2026-11-20T01:00:00Z') };
    const older = { lookedAt: at('2026-11-20T00:00:00Z') };
    const known = [looked(today), looked(back(1), older), looked(back(2), old), looked(back(3), older)];
    expect(plan({ since: back(4), looked: known }).day).toBe(back(4));
    const all = [...known.slice(0, 3), looked(back(3), { lookedAt: at('2026-11-19T00:00:00Z') })];
    expect(plan({ since: back(3), looked: all }).day).toBe(back(3));
    // Today's has its turn every quarter of an hour all the same.
    expect(plan({ since: back(3), looked: [looked(today, old), ...all.slice(1)] }).day).toBe(today);
  });

  it('has the problem of any of its days that are not done', () => {
    const problem = { code: 'denied' as const, message: 'a', remedy: 'b' };
    const [first, second] = [addDays(today, -1), addDays(today, -2)];
    expect(plan({ looked: [looked(today), looked(first), looked(second, { problem })] }).problem).toEqual(problem);
    expect(plan({ looked: [looked(today), looked(second, { problem, done: true })] }).problem).toBeNull();
  });

  it('is none before the first day, nor where that is yet to come', () => {
    expect(plan({ since: today, looked: [looked(today)] }).day).toBeNull();
    expect(plan({ since: '2026-12-01' })).toMatchObject({ day: null, missing: { days: 0, first: null, last: null } });
  });
});
