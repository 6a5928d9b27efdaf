import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HISTORY_DAYS, planHistory, provenBy } from './plan-history';

const now = new Date('2026-11-23T10:00:00.789Z');
const DAY = 86_400;
const ago = (seconds: number): Date => new Date(new Date('2026-11-23T10:00:00Z').getTime() - seconds * 1000);
const horizon = ago(HISTORY_DAYS * DAY);
const plan = (coverage: { from: Date; to: Date }[], pollSeconds = 60) => planHistory({ coverage, now, pollSeconds });

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
    expect(plan([])).toEqual([{ from: horizon, to: ago(0) }]);
  });

  it('leaves the head alone until it is old enough', () => {
    expect(plan([{ from: horizon, to: ago(30) }])).toEqual([]);
    expect(plan([{ from: horizon, to: ago(60) }])).toEqual([{ from: ago(60 + 1800), to: ago(0) }]);
  });

  it('reads the head before it goes on backwards', () => {
    expect(plan([{ from: ago(3 * DAY), to: ago(120) }])).toEqual([
      { from: ago(120 + 1800), to: ago(0) },
      { from: horizon, to: ago(3 * DAY) },
    ]);
  });

  it('goes on backwards while the head is fresh', () => {
    expect(plan([{ from: ago(3 * DAY), to: ago(5) }])).toEqual([{ from: horizon, to: ago(3 * DAY) }]);
  });

  it('closes a gap before it reads a young head, and an old head before the gap', () => {
    const coverage = (headSeconds: number) => [
      { from: horizon, to: ago(2 * DAY) },
      { from: ago(DAY), to: ago(headSeconds) },
    ];
    const gap = { from: ago(2 * DAY + 1800), to: ago(DAY) };
    expect(plan(coverage(120))).toEqual([gap, { from: ago(120 + 1800), to: ago(0) }]);
    expect(plan(coverage(300))).toEqual([{ from: ago(300 + 1800), to: ago(0) }, gap]);
  });

  // Ten events a second, fifty a page, forty pages a slice of twenty seconds, a poll of ten: the overlap alone takes nine slices.
  function readBusyScope(coverage: { from: Date; to: Date }[], slices: number): { from: Date; to: Date }[] {
    const [pageMs, pages, sliceMs] = [5_000, 40, 20_000];
    let known = coverage;
    for (let slice = 0; slice < slices; slice += 1) {
      const at = new Date(now.getTime() + slice * sliceMs);
      let left = pages;
      for (const range of planHistory({ coverage: known, now: at, pollSeconds: 10 })) {
        for (let oldest = range.to.getTime() - pageMs; left > 0; oldest -= pageMs) {
          left -= 1;
          const proven = provenBy(range, { oldest: new Date(oldest), more: oldest > range.from.getTime() });
          if (proven) known = join([...known, proven]);
          if (oldest <= range.from.getTime()) break;
        }
      }
    }
    return known;
  }

  it('closes the gap of an outage in a busy scope', () => {
    expect(readBusyScope([{ from: horizon, to: ago(3_600) }], 60)).toHaveLength(1);
  });

  it('goes on backwards in a busy scope, and keeps its head up to date', () => {
    const [known, ...others] = readBusyScope([{ from: ago(3_600), to: ago(0) }], 60);
    expect(others).toEqual([]);
    expect(known?.from.getTime()).toBeLessThan(ago(3_600 + 6_000).getTime());
    expect(known?.to.getTime()).toBeGreaterThan(now.getTime() + (60 * 20 - 90) * 1_000);
  });

  it('fills every hole, newest first, each with its overlap', () => {
    const coverage = [
      { from: horizon, to: ago(9 * DAY) },
      { from: ago(5 * DAY), to: ago(0) },
    ];
    expect(plan(coverage)).toEqual([{ from: ago(9 * DAY + 1800), to: ago(5 * DAY) }]);
  });

  it('ignores what lies beyond 90 days, and coverage that reaches into the future', () => {
    expect(plan([{ from: ago(200 * DAY), to: ago(100 * DAY) }])).toEqual([{ from: horizon, to: ago(0) }]);
    expect(plan([{ from: ago(200 * DAY), to: ago(-3600) }])).toEqual([]);
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
          const range = plan(coverage)[0];
          if (!range) break;
          for (let page = 0; page < pages; page += 1) {
            const proven = provenBy(range, { oldest: ago(oldest), more: true });
            if (proven) coverage.push(proven);
          }
        }
        for (let rounds = 0; rounds < 100; rounds += 1) {
          const range = plan(coverage)[0];
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
