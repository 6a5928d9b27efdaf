import 'server-only';
import type { ReviewDetail } from '@/lib/contract/reviews';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundReview } from '@/lib/domain/ports/review-store';
import type { ReviewSignature } from '@/lib/domain/review/review';
import { checkSignature, toMarksDigest } from '@/lib/domain/review/signature';
import { authorize, sightOf } from './parts/authorize';
import { toReviewDetail } from './parts/to-review-view';

/** GET /api/reviews/{id}: as much of it as is in sight, and whether it is still what was signed. */
export async function getReview(ctx: Context, { id }: { id: string }): Promise<ReviewDetail> {
  authorize(ctx, 'history.read');
  const review = await ctx.store.reviews.find(sightOf(ctx), id);
  if (!review) throw notFound('review');
  return { ...toReviewDetail(ctx, review), signature: await findSignature(ctx, review) };
}

/** Of all its marks, whoever asks: that it holds or not names none of them. */
async function findSignature(ctx: Context, review: FoundReview): Promise<ReviewSignature | null> {
  const { reviews } = ctx.store;
  const { id, from, to, nextOn, signedBy } = review;
  const [entries, marks] = await Promise.all([reviews.signatures(id), signedBy === null ? [] : reviews.marks(id)]);
  return checkSignature({ from, to, nextOn, signedBy, digest: toMarksDigest(marks) }, entries);
}
