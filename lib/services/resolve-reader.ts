import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ResolveReaderInput, ReviewDetail } from '@/lib/contract/reviews';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { getReview } from './get-review';
import { authorize, sightOf } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { getReviewHead, refuseInPart, toReviewRecord } from './parts/review-for-act';

const notUnexpected = () =>
  new AppError('conflict', 'This reader is not marked as unexpected. Look at the review again.');
const changed = () =>
  new AppError('conflict', 'Somebody marked this reader or said what became of it since you looked. Look again.');

/** POST /api/reviews/{id}/unexpected: what became of a reader, by somebody who sees all that it read there. */
export async function resolveReader(
  ctx: Context,
  { id, principal, actorKind, seen, done, note }: ResolveReaderInput & { id: string },
): Promise<ReviewDetail> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  const review = await getReviewHead(ctx, id);
  const key = { principalKey: principal, actorKind };
  const reader = await ctx.store.reviews.findReader(sightOf(ctx), id, key);
  const { secret, detail } = await toReviewRecord(ctx, review);
  await refusing(ctx, { action: 'review.sign', secret }, () => {
    if (reader?.verdict !== 'unexpected') throw notUnexpected();
    if (reader.revision !== seen) throw changed();
  });
  if (!reader?.whole) return refuseInPart(ctx, id);
  const said = { ...detail, principal: reader.principal.id, actorKind, done, note };
  await recordAct(
    ctx,
    { actId: randomUUID(), action: 'review.resolve', secret, reason: null, detail: said },
    async () => {
      const set = done ? { at: ctx.now(), by: ctx.actor.name, note } : null;
      const isSet = await ctx.store.reviews.resolve(id, { ...key, seen }, set);
      return isSet ? { result: null, detail: {} } : { failure: changed(), detail: {} };
    },
  );
  return getReview(ctx, { id });
}
