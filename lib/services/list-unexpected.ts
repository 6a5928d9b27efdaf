import 'server-only';
import { z } from 'zod';
import type { UnexpectedList, UnexpectedQuery } from '@/lib/contract/reviews';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toReviewReader } from './parts/to-review-view';
import { toWire, toWireOrNull } from './parts/wire-time';

const position = z.strictObject({ at: positionTime, r: positionText, p: positionText, k: z.enum(ACTOR_KINDS) });

/** GET /api/reviews/unexpected: what reviews found that should not be, over all that are in sight. */
export async function listUnexpected(ctx: Context, query: UnexpectedQuery): Promise<UnexpectedList> {
  authorize(ctx, 'history.read');
  const from = decodeCursor(query.cursor, position);
  const after = from && { begunAt: new Date(from.at), reviewId: from.r, principalId: from.p, actorKind: from.k };
  const asked = { done: query.done === 'true', limit: query.limit + 1, after };
  const found = await ctx.store.reviews.unexpected(sightOf(ctx), asked);
  const items = found.slice(0, query.limit);
  const last = found.length > query.limit ? items.at(-1) : undefined;
  const maySign = holds(ctx.actor.grants, 'review.sign');
  return {
    items: items.map(({ review, ...reader }) => ({
      ...toReviewReader(reader),
      review: { ...review, begunAt: toWire(review.begunAt), signedAt: toWireOrNull(review.signedAt) },
      mayResolve: maySign && reader.whole,
    })),
    nextCursor: last
      ? encodeCursor({ at: toWire(last.review.begunAt), r: last.review.id, p: last.principal.id, k: last.actorKind })
      : null,
  };
}
