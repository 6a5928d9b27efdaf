import { afterEach, expect, it, vi } from 'vitest';
import { AppError, notFound } from '@/lib/domain/errors';
import { RATE_LIMITS } from '@/lib/domain/rate-limits';
import { limits } from '@/lib/runtime/limits';
import { pageContext, read } from './page-context';

const at = new Date('2026-01-01T00:00:00Z');
const ann = { by: 'person', key: 'demo|ann' } as const;

// Who asks is read from a request that Next holds; here it is said.
const met = vi.hoisted((): { stranger: Headers | null } => ({ stranger: null }));
vi.mock('@/lib/auth/require-actor', () => ({
  requireContext: async (_system: unknown, meetStranger: (headers: Headers) => void) => {
    if (met.stranger) meetStranger(met.stranger);
    return { actor: { id: 'demo|ann' }, now: () => at };
  },
}));
vi.mock('@/lib/runtime/get-system', () => ({ getSystem: async () => ({ now: () => at }) }));

afterEach(() => {
  met.stranger = null;
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

it('a stranger is counted by their network, as at the API, and refused beyond that', async () => {
  met.stranger = new Headers({ 'x-forwarded-for': '2001:db8:1:2::9' });
  const network = { by: 'address', key: '2001:db8:1:2::/64' } as const;
  const left = () => limits().look('stranger', network, at)?.left;
  await pageContext();
  expect(left()).toBe(RATE_LIMITS.stranger.address - 1);
  for (let taken = 1; taken < RATE_LIMITS.stranger.address; taken += 1) limits().take('stranger', network, at);
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
