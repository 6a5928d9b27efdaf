import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ReviewDetail, SignReviewInput } from '@/lib/contract/reviews';
import { addDays, dayOf } from '@/lib/domain/day';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundReview } from '@/lib/domain/ports/review-store';
import { findNextMistake } from '@/lib/domain/review/review';
import { toMarksDigest } from '@/lib/domain/review/signature';
import { getReview } from './get-review';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { getWholeReview, signedBefore, toReviewRecord } from './parts/review-for-act';

const changed = () =>
  new AppError(
    'conflict',
    'Not signed: somebody marked a reader, or said what became of one, since you looked. Look at what is there now.',
  );
const unmarked = (count: number) =>
  new AppError('conflict', `Not signed: ${count} ${count === 1 ? 'reader is' : 'readers are'} not marked.`);

/** What came between the look at it and the signature. */
const MEANWHILE = {
  'signed before': signedBefore,
  changed,
  unmarked: () => new AppError('conflict', 'Not signed: a reader is not marked any more. Look at what is marked now.'),
  gone: () => notFound('review'),
};

/**
 * POST /api/reviews/{id}/sign: that these readers were looked over, by whom and what came of it, in the ledger before and
 * after. The entry holds a digest of all marks, so that a mark that is changed in the database later shows (`getReview`).
 */
export async function signReview(
  ctx: Context,
  { id, ...input }: SignReviewInput & { id: string },
): Promise<ReviewDetail> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  const review = await getWholeReview(ctx, id);
  const nextOn = toNextDay(input, ctx.now());
  const record = await toReviewRecord(ctx, review);
  const act = { action: 'review.sign', secret: record.secret } as const;
  await refusing(ctx, act, () => requireSignable(review, input.seen));
  const marks = await ctx.store.reviews.marks(id);
  const { readers, expected, unexpected, secrets } = review;
  const digest = toMarksDigest(marks);
  const detail = { ...record.detail, secrets, readers, expected, unexpected, nextOn, digest };
  await recordAct(ctx, { actId: randomUUID(), reason: null, ...act, detail }, async () => {
    const sign = { marks: input.seen, nextOn, at: ctx.now(), by: ctx.actor.name };
    const done = await ctx.store.reviews.sign(id, sign);
    return done === 'signed' ? { result: null, detail: {} } : { failure: MEANWHILE[done](), detail: {} };
  });
  return getReview(ctx, { id });
}

function toNextDay({ nextInDays, nextOn }: Pick<SignReviewInput, 'nextInDays' | 'nextOn'>, now: Date): string {
  const day = nextOn ?? addDays(dayOf(now), nextInDays ?? 0);
  const mistake = findNextMistake(day, now);
  if (mistake)
    throw new AppError('invalid', 'The next review cannot be due then.', {
      errors: [{ pointer: '/nextOn', rule: mistake }],
    });
  return day;
}

function requireSignable(review: FoundReview, seen: string): void {
  if (review.signedAt) throw signedBefore();
  if (review.marks !== seen) throw changed();
  const missing = review.readers - review.expected - review.unexpected;
  if (missing > 0) throw unmarked(missing);
}
