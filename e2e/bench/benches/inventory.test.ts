import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Figure } from '@/e2e/bench/report/result';
import { createCleanup } from '@/e2e/bench/world/cleanup';
import { measureInventory } from './inventory';

const isLong = process.env.KEYLEDGER_LONG === '1';

// It starts a whole Keyledger, which must be built.
test.runIf(isLong && existsSync('.next/BUILD_ID'))(
  'a small round takes every figure',
  async () => {
    const cleanup = createCleanup();
    const figures: Figure[] = [];
    try {
      await measureInventory((figure) => void figures.push(figure), cleanup, { secrets: [600], seconds: 1, days: 1 });
    } finally {
      await cleanup.run();
    }
    const metrics = figures.map(({ metric }) => metric);
    expect(metrics[0]).toBe('first listing of 600 secrets in one scope');
    for (const who of ['admin', 'owner'])
    for (const part of ['p50', 'p95'])
      expect(metrics.filter((metric) => metric.startsWith(`GET /api/secrets as ${who}, `) && metric.endsWith(part))).not.toEqual([]); // prettier-ignore
    for (const part of ['the web process', 'the worker process', 'PostgreSQL'])
      expect(metrics).toContain(`memory of ${part}`);
    expect(figures.filter(({ value }) => !(value > 0))).toEqual([]);
  },
  180_000,
);
