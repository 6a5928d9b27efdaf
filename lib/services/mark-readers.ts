import 'server-only';
import type { MarkReadersInput, ReviewDetail } from '@/lib/contract/reviews';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { getReview } from './get-review';
import { authorize } from './parts/authorize';
import { getWholeHead, signedBefore } from './parts/review-for-act';

const changed = () =>
  new AppError(
    'conflict',
    'Nothing was marked: somebody marked one of these readers since you looked, or it is not in the review. Look again.',
  );

/**
 * POST /api/reviews/{id}/readers. A mark is a draft until the review is signed: the sign-off's entry in the ledger tells of
 * all of them.
 */
export async function markReaders(
  ctx: Context,
  { id, ...input }: MarkReadersInput & { id: string },
): Promise<ReviewDetail> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  const review = await getWholeHead(ctx, id);
  if (review.signedAt) throw signedBefore();
  const { verdict, note, readers } = input;
  const done = await ctx.store.reviews.mark(id, {
    verdict,
    note: verdict && note,
    readers: readers.map(({ principal, actorKind, seen }) => ({ principalKey: principal, actorKind, seen })),
    at: ctx.now(),
    by: ctx.actor.name,
  });
  if (done === 'signed') throw signedBefore();
  if (done === 'gone') throw notFound('review');
  if (done === 'changed') throw changed();
  return getReview(ctx, { id });
}
