import { expect, it } from 'vitest';
import { createPace, LISTING_SHARE } from './pace';

/** Calls that begin within so many milliseconds, each answered at once where `mayPass` says so. */
function run(pace: ReturnType<typeof createPace>, from: number, milliseconds: number, mayPass: () => boolean): number {
  let calls = 0;
  for (let now = from; now < from + milliseconds; now += 1) {
    if (pace.wait(now) > 0) continue;
    pace.began(now);
    calls += 1;
    if (mayPass()) pace.answered();
    else pace.refused(now, 0.5);
  }
  return calls;
}

it('keeps to its share of the quota in every second, also after a pause', () => {
  const pace = createPace();
  expect(run(pace, 0, 1_000, () => true)).toBeLessThanOrEqual(100 * LISTING_SHARE + 10);
  expect(run(pace, 60_000, 1_000, () => true)).toBeLessThanOrEqual(100 * LISTING_SHARE + 10);
  expect(run(pace, 61_000, 1_000, () => true)).toBeGreaterThan(100 * LISTING_SHARE * 0.9);
});

it('slows down when it is refused and comes back when it is answered', () => {
  const pace = createPace();
  let turn = 0;
  const most = run(pace, 0, 10_000, () => (turn += 1) % 4 !== 0);
  expect(most).toBeLessThan(250);
  run(pace, 10_000, 20_000, () => true);
  expect(run(pace, 30_000, 1_000, () => true)).toBeGreaterThan(100 * LISTING_SHARE * 0.9);
});

it('waits longer each time, takes calls that were refused together for one, and gives up after some seconds', () => {
  const pace = createPace();
  let now = 0;
  const waits: number[] = [];
  while (pace.refused(now, 0.5)) {
    // Of the same moment.
    expect(pace.refused(now + 1, 0.5)).toBe(true);
    waits.push(pace.wait(now));
    now += pace.wait(now);
  }
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  expect(new Set(waits).size).toBe(waits.length);
  expect(now).toBeGreaterThan(2_000);
  expect(now).toBeLessThan(30_000);
});
