import 'server-only';
import type { ReviewDetail, ReviewItem, ReviewReaderView } from '@/lib/contract/reviews';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundReview, ReviewReader, StoredReview } from '@/lib/domain/ports/review-store';
import { reviewState } from '@/lib/domain/review/review';
import { toCoverageView } from './to-coverage-view';
import { toPrincipalView } from './to-event-view';
import { toWire, toWireOrNull } from './wire-time';

export const toReviewItem = (review: StoredReview, now: Date): ReviewItem => ({
  id: review.id,
  subject: review.subject,
  state: reviewState(review, now),
  from: review.from,
  to: review.to,
  begunAt: toWire(review.begunAt),
  begunBy: review.begunBy,
  signedAt: toWireOrNull(review.signedAt),
  signedBy: review.signedBy,
  nextOn: review.nextOn,
  followedBy: review.followedBy,
  secrets: review.secrets,
  isThere: review.isThere,
  readers: review.readers,
  expected: review.expected,
  unexpected: review.unexpected,
  done: review.done,
});

/** Whoever sees a part of it reads that part; to mark and to sign is a word about all of it. */
export function toReviewDetail(ctx: Context, review: FoundReview): Omit<ReviewDetail, 'signature'> {
  const now = ctx.now();
  const mayMark = review.whole && holds(ctx.actor.grants, 'review.sign');
  return {
    ...toReviewItem(review, now),
    coverage: [...review.coverage].flatMap(([scope, intervals]) =>
      intervals.map((interval) => ({ ...toCoverageView(interval, now), scope })),
    ),
    scopes: [...review.coverage.keys()],
    newReaders: review.newReaders,
    mayMark,
    marks: mayMark ? review.marks : null,
  };
}

export const toReviewReader = (reader: ReviewReader): ReviewReaderView => ({
  principal: toPrincipalView(reader.principal),
  actorKind: reader.actorKind,
  firstOn: reader.firstOn,
  lastAt: toWire(reader.lastAt),
  reads: reader.reads,
  secrets: reader.secrets,
  most: reader.most,
  since: reader.since,
  verdict: reader.verdict,
  note: reader.note,
  revision: reader.revision,
  markedAt: toWireOrNull(reader.markedAt),
  markedBy: reader.markedBy,
  doneAt: toWireOrNull(reader.doneAt),
  doneBy: reader.doneBy,
  doneNote: reader.doneNote,
});
