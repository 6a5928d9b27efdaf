import 'server-only';
import { createHash } from 'node:crypto';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { isRefusal } from './is-refusal';

/** A token's keys are its own: what its person asked for is not answered to it. */
const ownerOf = ({ actor }: Context): string => (actor.token ? `token ${actor.token.id}` : actor.id);

/**
 * Claims an Idempotency-Key for one act. Returns the result of the same request made before, or null
 * for a new one. The fingerprint is a hash: what was asked is not kept.
 */
export async function claimKey(
  ctx: Context,
  key: string | undefined,
  request: unknown,
): Promise<{ before: string } | null> {
  if (key === undefined) return null;
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const claim = await ctx.store.idempotency.claim(ownerOf(ctx), key, fingerprint, ctx.now());
  if (claim.outcome === 'new') return null;
  if (claim.outcome === 'same' && claim.result !== null) return { before: claim.result };
  throw new AppError(
    'conflict',
    claim.outcome === 'same'
      ? 'The same request is still going on, or ended without an answer: see what it did, and begin anew.'
      : 'This Idempotency-Key was used for another request, whose answer may have been lost: see what that did, and begin anew.',
  );
}

/**
 * Does what the key was claimed for. Where that was refused nothing was begun, and the key is free
 * again: who is told to try later does so with the same key. `isFree`: which errors leave nothing begun.
 */
export async function withClaimedKey<T>(
  ctx: Context,
  key: string | undefined,
  act: () => Promise<T>,
  isFree: (error: unknown) => boolean = isRefusal,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (key !== undefined && isFree(error)) await ctx.store.idempotency.release(ownerOf(ctx), key);
    throw error;
  }
}

/** What the same request with the same key is answered from now on. */
export async function finishKey(ctx: Context, key: string | undefined, result: string): Promise<void> {
  if (key !== undefined) await ctx.store.idempotency.finish(ownerOf(ctx), key, result);
}
