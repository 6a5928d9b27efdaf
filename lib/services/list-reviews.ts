import 'server-only';
import { z } from 'zod';
import type { ReviewsList, ReviewsQuery } from '@/lib/contract/reviews';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toReviewItem } from './parts/to-review-view';
import { toWire } from './parts/wire-time';

const position = z.strictObject({ at: positionTime, id: positionText });

/** GET /api/reviews: those of which something is in sight, the newest first. */
export async function listReviews(ctx: Context, { state, limit, cursor }: ReviewsQuery): Promise<ReviewsList> {
  authorize(ctx, 'history.read');
  const now = ctx.now();
  const sight = sightOf(ctx);
  const from = decodeCursor(cursor, position);
  const after = from && { begunAt: new Date(from.at), id: from.id };
  const { reviews } = ctx.store;
  const [found, counts] = await Promise.all([
    reviews.list(sight, { state, limit: limit + 1, after, now }),
    reviews.counts(sight, now),
  ]);
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((review) => toReviewItem(review, now)),
    nextCursor: last ? encodeCursor({ at: toWire(last.begunAt), id: last.id }) : null,
    counts,
  };
}
