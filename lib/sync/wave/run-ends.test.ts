import { expect, it } from 'vitest';
import { createRunEnds } from './run-ends';

const never = new AbortController().signal;
const timed = async (task: Promise<void>): Promise<number> => {
  const since = performance.now();
  await task;
  return performance.now() - since;
};

it('nothing ends: the time is waited for', async () => {
  const ends = createRunEnds();
  expect(await timed(ends.wait(150, { least: 20, known: 0, signal: never }))).toBeGreaterThan(140);
});

it('what ends meanwhile, or ended since, is not waited past', async () => {
  const ends = createRunEnds();
  const waiting = timed(ends.wait(30_000, { least: 20, known: ends.told(), signal: never }));
  setTimeout(() => ends.tell(), 60);
  expect(await waiting).toBeLessThan(5_000);
  expect(await timed(ends.wait(30_000, { least: 20, known: 0, signal: never }))).toBeLessThan(5_000);
});

it('however many end, the least is kept', async () => {
  const ends = createRunEnds();
  const waiting = timed(ends.wait(30_000, { least: 150, known: 0, signal: never }));
  for (let count = 0; count < 10; count += 1) ends.tell();
  expect(await waiting).toBeGreaterThan(140);
});

it('who stops waits no longer', async () => {
  const ends = createRunEnds();
  const stopping = new AbortController();
  const waiting = timed(ends.wait(30_000, { least: 20_000, known: 0, signal: stopping.signal }));
  stopping.abort();
  expect(await waiting).toBeLessThan(5_000);
});
