import { afterEach, expect, it, vi } from 'vitest';
import { AppError, notFound } from '@/lib/domain/errors';
import { RATE_LIMITS } from '@/lib/domain/rate-limits';
import { limits } from '@/lib/runtime/limits';
import { pageContext, read } from './page-context';

const at = new Date('2026-01-01T00:00:00Z');
const ann = { by: 'person', key: 'demo|ann' } as const;

// Who asks is read from a request that Next holds; here it is said.
vi.mock('@/lib/auth/require-actor', () => ({
  requireContext: async () => ({ actor: { id: 'demo|ann' }, now: () => at }),
}));
vi.mock('@/lib/runtime/get-system', () => ({ getSystem: async () => ({}) }));

afterEach(() => {
  globalThis.keyledgerLimits = undefined;
});
const takeAll = (bucket: 'read' | 'refusal') => {
  for (let taken = 0; taken < RATE_LIMITS[bucket].person; taken += 1) limits().take(bucket, ann, at);
};

it('a page counts as a read of the person', async () => {
  expect(await pageContext()).toMatchObject({ now: at.toISOString() });
  expect(limits().look('read', ann, at)?.left).toBe(RATE_LIMITS.read.person - 1);
});

it.each(['read', 'refusal'] as const)('too many (%s) are refused, and said as that', async (bucket) => {
  takeAll(bucket);
  expect(await read('', pageContext)).toMatchObject({ ok: false, problem: { code: 'rate_limited', status: 429 } });
});

it.each([notFound('thing'), new AppError('forbidden', 'You may not.')])(
  'an answer of %s counts as a refusal',
  async (refused) => {
    const verb = async () => {
      throw refused;
    };
    // What is not found is Next's to show, which it is told by a throw.
    await Promise.allSettled([read('', verb)]);
    expect(limits().look('refusal', ann, at)?.left).toBe(RATE_LIMITS.refusal.person - 1);
  },
);
