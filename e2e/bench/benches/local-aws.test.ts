import { expect, test } from 'vitest';
import type { Figure } from '@/e2e/bench/report/result';
import { createCleanup } from '@/e2e/bench/world/cleanup';
import { findAlive, findTree } from '@/e2e/bench/world/processes';
import { measureLocalAws } from './local-aws';

test('a small round takes every figure, and leaves no process behind', async () => {
  const cleanup = createCleanup();
  const figures: Figure[] = [];
  const mine = new Set<number>();
  const report = (figure: Figure) => {
    figures.push(figure);
    for (const { pid, command } of findTree(process.pid)) if (command.includes('local-aws/main')) mine.add(pid);
  };
  try {
    await measureLocalAws(report, cleanup, { secrets: [200], seconds: 1 });
  } finally {
    await cleanup.run();
  }
  expect(figures.map(({ metric, unit }) => `${metric} (${unit})`)).toEqual([
    '200 secrets: start (s)',
    '200 secrets: start, CPU time (s)',
    '200 secrets: memory after the start (MB)',
    '200 secrets: memory after all were listed once (MB)',
    '200 secrets: DescribeSecret in a second of CPU time (requests/s)',
    '200 secrets: DescribeSecret (requests/s)',
    '200 secrets: DescribeSecret, 8 clients, p50 (ms)',
    '200 secrets: DescribeSecret, 8 clients, p95 (ms)',
  ]);
  expect(figures.filter(({ value }) => !(value > 0))).toEqual([]);
  expect(mine.size).toBe(2);
  expect(findAlive(mine)).toEqual([]);
}, 60_000);
