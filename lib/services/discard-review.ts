import 'server-only';
import { randomUUID } from 'node:crypto';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { getWholeReview, signedBefore, toReviewRecord } from './parts/review-for-act';

/** DELETE /api/reviews/{id}: what nobody signed says nothing, and may go; what somebody signed stays for good. */
export async function discardReview(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  const review = await getWholeReview(ctx, id);
  const { secret, detail } = await toReviewRecord(ctx, review);
  await refusing(ctx, { action: 'review.sign', secret }, () => {
    if (review.signedAt) throw signedBefore();
  });
  const act = { actId: randomUUID(), action: 'review.discard', secret, reason: null } as const;
  const { readers, expected, unexpected } = review;
  await recordAct(ctx, { ...act, detail: { ...detail, readers, expected, unexpected } }, async () => {
    const done = await ctx.store.reviews.discard(id);
    if (done === 'discarded') return { result: null, detail: {} };
    return { failure: done === 'gone' ? notFound('review') : signedBefore(), detail: {} };
  });
}
