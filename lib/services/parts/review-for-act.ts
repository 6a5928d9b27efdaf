import 'server-only';
import { AppError, notFound } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundReview, ReviewHead } from '@/lib/domain/ports/review-store';
import { recordRefusal } from '@/lib/services/record-refusal';
import { sightOf } from './authorize';
import { toLedgerSecret } from './to-ledger-secret';

/** What is not in sight is not found, and tried. */
const notThere = () => new AppError('not_found', notFound('review').message, { refused: 'review.sign' });

/** Of a review what its acts look at: of what somebody does often nothing is counted. */
export async function getReviewHead(ctx: Context, id: string): Promise<ReviewHead> {
  const review = await ctx.store.reviews.head(sightOf(ctx), id);
  if (!review) throw notThere();
  return review;
}

/** The same, for what is said of all its readers: by nobody who sees a part of it. */
export async function getWholeHead(ctx: Context, id: string): Promise<ReviewHead> {
  const review = await getReviewHead(ctx, id);
  if (!review.whole) return refuseInPart(ctx, id);
  return review;
}

/** The same, with its numbers. */
export async function getWholeReview(ctx: Context, id: string): Promise<FoundReview> {
  const review = await ctx.store.reviews.find(sightOf(ctx), id);
  if (!review) throw notThere();
  if (!review.whole) return refuseInPart(ctx, id);
  return review;
}

export async function refuseInPart(ctx: Context, review: string): Promise<never> {
  const refusal = {
    action: 'review.sign',
    code: 'forbidden',
    detail: { review },
    why: 'not all of it is in sight',
  } as const;
  await recordRefusal(ctx, refusal);
  throw new AppError('forbidden', 'This is for those who see everything that the review covers.');
}

export const signedBefore = () => new AppError('conflict', 'This review was signed: its marks stay as they are.');

interface Reviewed extends Pick<ReviewHead, 'id' | 'from' | 'to'> {
  subject: Pick<ReviewHead['subject'], 'service' | 'environment'>;
}

/** What the ledger keeps of which review it was; a service and an environment are told to who sees all entries alone. */
export const toRecordDetail = ({ id, subject: { service, environment }, from, to }: Reviewed) => ({
  review: id,
  ...(service !== null && { service }),
  ...(environment !== null && { environment }),
  from,
  to,
});

export const toReviewRecord = async (ctx: Context, review: Reviewed & Pick<ReviewHead, 'subject'>) => ({
  secret: await findLedgerSecret(ctx, review.subject.secret?.id ?? null),
  detail: toRecordDetail(review),
});

async function findLedgerSecret(ctx: Context, id: string | null): Promise<NewLedgerEntry['secret']> {
  const row = id === null ? null : await ctx.store.inventory.find(sightOf(ctx), id, ctx.now());
  return row && toLedgerSecret(row.id, row, row.environment);
}
