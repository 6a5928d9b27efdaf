import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderRows } from './order-rows';

async function inOrder(rows: Uint32Array, compare: (left: number, right: number) => number): Promise<number[]> {
  const batches: number[][] = [];
  for await (const batch of orderRows(rows, compare)) batches.push(batch);
  expect(batches.slice(0, -1).every(({ length }) => length === 1000)).toBe(true);
  return batches.flat();
}

it('gives every row once, in order, over any number of runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 1, 999, 16_384, 16_385, 70_000),
      fc.integer({ min: 1, max: 9 }),
      async (size, step) => {
        const rows = Uint32Array.from({ length: size }, (_, at) => (at * (step * 2 + 1) * 7919) % 1_000_003);
        const compare = (left: number, right: number) => right - left;
        expect(await inOrder(rows, compare)).toEqual([...rows].toSorted(compare));
      },
    ),
    { numRuns: 12 },
  );
});

it('gives every row once although their order changes meanwhile', async () => {
  const rows = Uint32Array.from({ length: 50_000 }, (_, at) => at);
  let sign = 1;
  const ordered = inOrder(rows, (left, right) => sign * (left - right));
  await sleep(1);
  sign = -1;
  expect((await ordered).toSorted((left, right) => left - right)).toEqual([...rows]);
});

it('lets others have a turn', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await inOrder(
    Uint32Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 300_007),
    (left, right) => left - right,
  );
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});
