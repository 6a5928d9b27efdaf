import { describe, expect, it } from 'vitest';
import { findProblem } from '@/lib/contract/find-problem';
import { actorAs } from '@/lib/services/testing/actor-as';
import { requireFreshSignIn } from './require-fresh-sign-in';

const now = new Date('2026-01-01T12:00:00Z');
const ctx = (authenticatedAt: Date | null) => ({ actor: { ...actorAs('admin'), authenticatedAt }, now: () => now });
const refusal = (authenticatedAt: Date | null, maxAgeSeconds: number) => {
  try {
    requireFreshSignIn(ctx(authenticatedAt), maxAgeSeconds);
  } catch (error) {
    return findProblem(error, 'r-1');
  }
  return null;
};

describe('an act that asks for a fresh sign-in', () => {
  it('goes on right after one', () => expect(refusal(new Date(now.getTime() - 60_000), 60)).toBeNull());

  it('is refused later, with what the client needs to go on', () => {
    expect(refusal(new Date(now.getTime() - 301_000), 300)).toMatchObject({
      status: 403,
      code: 'reauth_required',
      detail: 'This asks for a sign-in within the last 5 minutes. Your last sign-in is longer ago.',
      reauth: { maxAgeSeconds: 300, authenticatedAt: '2026-01-01T11:54:59.000Z', signIn: '/sign-in?fresh=1' },
    });
  });

  it('is refused where the provider never said when', () => {
    expect(refusal(null, 90)).toMatchObject({
      detail: 'This asks for a sign-in within the last 90 seconds. Your provider did not say when you last did.',
      reauth: { authenticatedAt: null },
    });
  });
});
