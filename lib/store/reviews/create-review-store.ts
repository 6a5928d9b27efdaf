import 'server-only';
import { sql } from 'drizzle-orm';
import type { ReviewStore } from '@/lib/domain/ports/review-store';
import type { Queryable } from '@/lib/store/connect';
import { beginReview, countOpen, countSubject } from './begin';
import { findHead, findReview } from './find-review';
import { listLines } from './lines';
import { countOverdue, countReviews, listReviews } from './list-reviews';
import { discardReview, listMarks, listSignatures, markReaders, signReview } from './marks';
import { findReader, listReaders } from './readers';
import { seesReview } from './subject';
import { listUnexpected, listUnexpectedSecrets, resolveReader } from './unexpected';

export const createReviewStore = (db: Queryable): ReviewStore => ({
  countSubject: (sight, subject, most) => countSubject(db, sight, subject, most),
  countOpen: (byId) => countOpen(db, byId),
  begin: (sight, review, most) => beginReview(db, sight, review, most),
  list: (sight, query) => listReviews(db, sight, query),
  countOverdue: (sight, now) => countOverdue(db, sight, now),
  counts: (sight, now) => countReviews(db, sight, now),
  head: (sight, id) => findHead(db, sight, id),
  find: (sight, id) => findReview(db, sight, id),
  async sees(sight, id) {
    const { rows } = await db.execute(sql`select from keyledger.review r where r.id = ${id} and ${seesReview(sight)}`);
    return rows.length > 0;
  },
  readers: (sight, id, query) => listReaders(db, sight, id, query),
  mark: (id, mark) => markReaders(db, id, mark),
  marks: (id) => listMarks(db, id),
  signatures: (id) => listSignatures(db, id),
  sign: (id, sign) => signReview(db, id, sign),
  discard: (id) => discardReview(db, id),
  unexpected: (sight, query) => listUnexpected(db, sight, query),
  unexpectedSecrets: (sight, id, most) => listUnexpectedSecrets(db, sight, id, most),
  findReader: (sight, id, reader) => findReader(db, sight, id, reader),
  resolve: (id, reader, done) => resolveReader(db, id, reader, done),
  lines: (sight, id, after, limit) => listLines(db, sight, id, after, limit),
});
