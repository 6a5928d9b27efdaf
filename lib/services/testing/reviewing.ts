import 'server-only';
import {
  beginReviewInput,
  markReadersInput,
  reviewDetail,
  reviewReadersList,
  reviewReadersQuery,
  reviewsList,
  reviewsQuery,
  signReviewInput,
  type ReviewDetail,
  type ReviewReaderView,
} from '@/lib/contract/reviews';
import { addDays, dayOf } from '@/lib/domain/day';
import type { GrantRule } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { beginReview } from '@/lib/services/begin-review';
import { exportReview } from '@/lib/services/export-review';
import { getReview } from '@/lib/services/get-review';
import { listReviewReaders } from '@/lib/services/list-review-readers';
import { listReviews } from '@/lib/services/list-reviews';
import { markReaders } from '@/lib/services/mark-readers';
import { signReview } from '@/lib/services/sign-review';
import type { ServicesWorld } from './services-world';

export const REVIEWED_DAYS = 3;

export const period = () => ({ from: addDays(dayOf(new Date()), -REVIEWED_DAYS), to: dayOf(new Date()) });
export const begin = async (ctx: Context, subject: object) =>
  reviewDetail.parse(await beginReview(ctx, beginReviewInput.parse({ ...period(), ...subject })));
export const readersOf = async (ctx: Context, id: string, query: object = {}) =>
  reviewReadersList.parse(await listReviewReaders(ctx, { ...reviewReadersQuery.parse(query), id })).items;
export const listed = async (ctx: Context, query: object = {}) =>
  reviewsList.parse(await listReviews(ctx, reviewsQuery.parse(query)));
export const keyOf = ({ principal, actorKind, revision }: ReviewReaderView) => ({
  principal: principal.id,
  actorKind,
  seen: revision,
});
export const mark = async (ctx: Context, id: string, given: object) =>
  reviewDetail.parse(await markReaders(ctx, { ...markReadersInput.parse(given), id }));
export const markAll = async (ctx: Context, id: string, verdict: 'expected' | 'unexpected' = 'expected') => {
  const readers = (await readersOf(ctx, id, { limit: 200 })).map(keyOf);
  return readers.length === 0 ? reviewDetail.parse(await getReview(ctx, { id })) : mark(ctx, id, { readers, verdict });
};
export const sign = async (
  ctx: Context,
  { id, marks }: Pick<ReviewDetail, 'id' | 'marks'>,
  given: object = { nextInDays: 90 },
) => reviewDetail.parse(await signReview(ctx, { ...signReviewInput.parse({ seen: marks, ...given }), id }));
export const csvOf = async (ctx: Context, id: string) => {
  let text = '';
  for await (const part of await exportReview(ctx, { id, refresh: async () => ctx })) text += part;
  return text.split('\r\n').slice(0, -1);
};

/** Somebody who sees a part, and reviews that. */
export const reviewerOf = (world: ServicesWorld, where: GrantRule): Context =>
  world.as('owner', {
    grants: [
      { permission: 'inventory.read', effect: 'allow', where },
      { permission: 'history.read', effect: 'allow', where },
      { permission: 'review.sign', effect: 'allow', where: {} },
    ],
  });
