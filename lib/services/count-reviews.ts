import 'server-only';
import type { ReviewsList } from '@/lib/contract/reviews';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';

/** How many there are in each state, and how many unexpected readers nobody has dealt with. */
export async function countReviews(ctx: Context): Promise<ReviewsList['counts']> {
  authorize(ctx, 'history.read');
  return ctx.store.reviews.counts(sightOf(ctx), ctx.now());
}
