import { afterEach, expect, it, vi } from 'vitest';
import { limits } from '@/lib/runtime/limits';
import { pageContext, read } from './page-context';

const at = new Date('2026-01-01T00:00:00Z');

// Who asks is read from a request that Next holds; here it is said.
vi.mock('@/lib/auth/require-actor', () => ({
  requireContext: async () => ({ actor: { id: 'demo|ann' }, now: () => at }),
}));
vi.mock('@/lib/runtime/get-system', () => ({ getSystem: async () => ({}) }));

afterEach(() => {
  globalThis.keyledgerLimits = undefined;
});

it('a page counts as a read of the person', async () => {
  const take = vi.spyOn(limits().reads, 'take');
  expect(await pageContext()).toMatchObject({ now: at.toISOString() });
  expect(take.mock.calls).toEqual([['demo|ann', at]]);
});

it('too many are refused, and said as that', async () => {
  for (let taken = 0; taken < 30_000; taken += 1) limits().reads.take('demo|ann', at);
  expect(await read('', pageContext)).toMatchObject({ ok: false, problem: { code: 'rate_limited', status: 429 } });
});
