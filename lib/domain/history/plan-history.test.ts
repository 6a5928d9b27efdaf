import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HISTORY_DAYS, liveMilliseconds, planHistory, provenBy } from './plan-history';

const now = new Date('2026-11-23T10:00:00.789Z');
const DAY = 86_400;
const ago = (seconds: number): Date => new Date(new Date('2026-11-23T10:00:00Z').getTime() - seconds * 1000);
const horizon = ago(HISTORY_DAYS * DAY);
const plan = (coverage: { from: Date; to: Date }[], pollSeconds = 60) => {
  const { live, rest } = planHistory({ coverage, now, pollSeconds });
  return { live, rest };
};

/** As the store joins intervals that touch. */
function join(intervals: { from: Date; to: Date }[]): { from: Date; to: Date }[] {
  const joined: { from: Date; to: Date }[] = [];
  for (const next of intervals.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = joined.at(-1);
    if (last && next.from <= last.to) last.to = next.to > last.to ? next.to : last.to;
    else joined.push({ ...next });
  }
  return joined;
}

describe('planHistory', () => {
  it('reads all 90 days of a scope that was never read, in whole seconds', () => {
    expect(plan([])).toEqual({ live: null, rest: [{ from: horizon, to: ago(0) }] });
  });

  it('leaves what is new alone until it is old enough, and says when', () => {
    expect(plan([{ from: horizon, to: ago(30) }])).toEqual({ live: null, rest: [] });
    expect(planHistory({ coverage: [{ from: horizon, to: ago(30) }], now, pollSeconds: 60 }).liveAt).toEqual(ago(-30));
    expect(plan([{ from: horizon, to: ago(60) }])).toEqual({ live: { from: ago(60 + 1800), to: ago(0) }, rest: [] });
    expect(planHistory({ coverage: [{ from: horizon, to: ago(60) }], now, pollSeconds: 60 }).liveAt).toEqual(ago(-60));
  });

  it('reads what is new before it goes on backwards, whatever is unread', () => {
    expect(plan([{ from: ago(3 * DAY), to: ago(60) }])).toEqual({
      live: { from: ago(60 + 1800), to: ago(0) },
      rest: [{ from: horizon, to: ago(3 * DAY) }],
    });
    expect(plan([{ from: ago(3 * DAY), to: ago(5) }])).toEqual({
      live: null,
      rest: [{ from: horizon, to: ago(3 * DAY) }],
    });
  });

  it('closes a gap before it goes on backwards', () => {
    const coverage = [
      { from: ago(60 * DAY), to: ago(2 * DAY) },
      { from: ago(DAY), to: ago(60) },
    ];
    expect(plan(coverage)).toEqual({
      live: { from: ago(60 + 1800), to: ago(0) },
      rest: [
        { from: ago(2 * DAY + 1800), to: ago(DAY) },
        { from: horizon, to: ago(60 * DAY) },
      ],
    });
  });

  it('gives what is new half the time where anything older is unread, else all of it', () => {
    const old = [{ from: ago(3 * DAY), to: ago(60) }];
    expect(liveMilliseconds(planHistory({ coverage: old, now, pollSeconds: 30 }), 30)).toBe(15_000);
    const whole = [{ from: horizon, to: ago(60) }];
    expect(liveMilliseconds(planHistory({ coverage: whole, now, pollSeconds: 30 }), 30)).toBe(30_000);
  });

  // Ten events a second, fifty a page, twenty pages in a poll of ten seconds: the overlap alone takes eighteen polls.
  function readBusyScope(coverage: { from: Date; to: Date }[], polls: number): { from: Date; to: Date }[] {
    const [pageMs, pages, pollSeconds] = [5_000, 20, 10];
    let known = coverage;
    for (let poll = 0; poll < polls; poll += 1) {
      const at = new Date(now.getTime() + poll * pollSeconds * 1_000);
      const planned = planHistory({ coverage: known, now: at, pollSeconds });
      let left = pages;
      const readTo = (range: { from: Date; to: Date }, spare: number): void => {
        for (let oldest = range.to.getTime() - pageMs; left > spare; oldest -= pageMs) {
          left -= 1;
          const proven = provenBy(range, { oldest: new Date(oldest), more: oldest > range.from.getTime() });
          if (proven) known = join([...known, proven]);
          if (oldest <= range.from.getTime()) break;
        }
      };
      if (planned.live)
        readTo(planned.live, pages * (1 - liveMilliseconds(planned, pollSeconds) / 1_000 / pollSeconds));
      for (const range of planned.rest) readTo(range, 0);
    }
    return known;
  }

  it('closes the gap of an outage in a busy scope', () => {
    expect(readBusyScope([{ from: horizon, to: ago(3_600) }], 120)).toHaveLength(1);
  });

  it('goes on backwards in a busy scope, and keeps its head up to date', () => {
    const [known, ...others] = readBusyScope([{ from: ago(3_600), to: ago(0) }], 120);
    expect(others).toEqual([]);
    expect(known?.from.getTime()).toBeLessThan(ago(3_600 + 5_500).getTime());
    expect(known?.to.getTime()).toBeGreaterThan(now.getTime() + (120 * 10 - 20) * 1_000);
  });

  it('fills every hole, newest first, each with its overlap', () => {
    const coverage = [
      { from: horizon, to: ago(9 * DAY) },
      { from: ago(5 * DAY), to: ago(0) },
    ];
    expect(plan(coverage).rest).toEqual([{ from: ago(9 * DAY + 1800), to: ago(5 * DAY) }]);
  });

  it('ignores what lies beyond 90 days, and coverage that reaches into the future', () => {
    expect(plan([{ from: ago(200 * DAY), to: ago(100 * DAY) }])).toEqual({
      live: { from: horizon, to: ago(0) },
      rest: [],
    });
    expect(plan([{ from: ago(200 * DAY), to: ago(-3600) }])).toEqual({ live: null, rest: [] });
  });

  it('read page by page, stopped anywhere, ends with no hole', () => {
    const moments = fc.array(
      fc.tuple(fc.integer({ min: 0, max: HISTORY_DAYS * DAY }), fc.integer({ min: 1, max: 9 })),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(moments, (steps) => {
        const coverage: { from: Date; to: Date }[] = [];
        for (const [oldest, pages] of steps) {
          const { live, rest } = plan(coverage);
          const range = live ?? rest[0];
          if (!range) break;
          for (let page = 0; page < pages; page += 1) {
            const proven = provenBy(range, { oldest: ago(oldest), more: true });
            if (proven) coverage.push(proven);
          }
        }
        for (let rounds = 0; rounds < 100; rounds += 1) {
          const { live, rest } = plan(coverage);
          const range = live ?? rest[0];
          if (!range) return;
          coverage.push(range);
        }
        expect.unreachable('the plan never ends');
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });
});

describe('provenBy', () => {
  const range = { from: ago(3600), to: ago(0) };
  it.each([
    ['the last page proves all', { oldest: ago(100), more: false }, range],
    ['an empty last page too', { oldest: null, more: false }, range],
    [
      'down to the second after the oldest',
      { oldest: new Date(ago(100).getTime() + 400), more: true },
      { from: ago(99), to: ago(0) },
    ],
    ['nothing while no time is known', { oldest: null, more: true }, null],
    ['nothing where all are in the last second', { oldest: ago(0), more: true }, null],
    ['never beyond the range', { oldest: ago(9999), more: true }, range],
  ])('%s', (_, page, proven) => {
    expect(provenBy(range, page)).toEqual(proven);
  });
});
