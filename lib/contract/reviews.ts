import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { READER_VERDICTS, REVIEW_INTERVALS, REVIEW_SIGNATURES, REVIEW_STATES } from '@/lib/domain/review/review';
import { principalView } from './access';
import { scopeCoverageView } from './access-list';
import { askedTime, isoDay, isoTime, ONE_LINE, opaqueId, pageLimit, repeated, storedText } from './shared';

// Screens ask the contract alone.
export { REVIEW_INTERVALS, MOST_REVIEWED } from '@/lib/domain/review/review';
export type { ReaderVerdict, ReviewSignature, ReviewState } from '@/lib/domain/review/review';

/** With how many readers at once something is done. */
export const MOST_MARKED = 200;
export const LONGEST_REVIEW_NOTE = 500;

const page = {
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
};

/** A day that PostgreSQL's calendar has; year 0 is none. */
const askedDay = isoDay.refine((day) => askedTime.safeParse(`${day}T00:00:00Z`).success, 'is a day since the year 1');

/** One line; empty: none. */
const noteText = z
  .string()
  .trim()
  .max(LONGEST_REVIEW_NOTE, `is longer than ${LONGEST_REVIEW_NOTE} characters`)
  .regex(...ONE_LINE)
  .transform((text) => (text === '' ? null : text))
  .nullable()
  .default(null);

export const beginReviewInput = z
  .strictObject({
    /** A secret's id; or `service`, `environment`, or both. */
    secret: opaqueId.optional(),
    service: storedText(512).optional(),
    environment: storedText(256).optional(),
    /** Days (UTC), which both count; 400 of them at most, and none that is still to come. */
    from: askedDay,
    to: askedDay,
  })
  .refine(
    ({ secret, service, environment }) =>
      (secret === undefined) === (service !== undefined || environment !== undefined),
    {
      path: ['secret'],
      message: 'is given, or a service or an environment is, and not both',
    },
  );
export type BeginReviewInput = z.infer<typeof beginReviewInput>;

/** `seen`: its revision as it was looked at. */
const seenReader = {
  principal: opaqueId,
  actorKind: z.enum(ACTOR_KINDS),
  seen: z.number().int().min(0).max(2_000_000_000),
};

export const markReadersInput = z.strictObject({
  readers: z
    .array(z.strictObject(seenReader))
    .min(1, 'names at least one reader')
    .max(MOST_MARKED, `has more than ${MOST_MARKED}`)
    .refine(
      (all) => new Set(all.map(({ principal, actorKind }) => principal + actorKind)).size === all.length,
      'names a reader twice',
    ),
  /** null: as if they had not been marked. */
  verdict: z.enum(READER_VERDICTS).nullable(),
  note: noteText,
});
export type MarkReadersInput = z.infer<typeof markReadersInput>;

export const signReviewInput = z
  .strictObject({
    /** `marks` of the review as it was seen. */
    seen: z.string().regex(/^[0-9a-f]{64}$/, 'is no state of marks'),
    /** The next one is due so many days from today; or on that day. */
    nextInDays: z.literal(REVIEW_INTERVALS).optional(),
    nextOn: askedDay.optional(),
  })
  .refine(({ nextInDays, nextOn }) => (nextInDays === undefined) !== (nextOn === undefined), {
    path: ['nextOn'],
    message: 'is given, or nextInDays is, and not both',
  });
export type SignReviewInput = z.infer<typeof signReviewInput>;

export const resolveReaderInput = z.strictObject({ ...seenReader, done: z.boolean(), note: noteText });
export type ResolveReaderInput = z.infer<typeof resolveReaderInput>;

export const reviewsQuery = z.strictObject({ ...page, state: repeated(z.enum(REVIEW_STATES)) });
export type ReviewsQuery = z.infer<typeof reviewsQuery>;

export const reviewReadersQuery = z.strictObject({
  ...page,
  verdict: repeated(z.enum([...READER_VERDICTS, 'unmarked'])),
});
export type ReviewReadersQuery = z.infer<typeof reviewReadersQuery>;

export const unexpectedQuery = z.strictObject({ ...page, done: z.enum(['true', 'false']).default('false') });
export type UnexpectedQuery = z.infer<typeof unexpectedQuery>;

const secretView = z.strictObject({ id: opaqueId, name: z.string(), environment: z.string() });

export const reviewSubjectView = z.strictObject({
  secret: secretView.nullable(),
  service: z.string().nullable(),
  environment: z.string().nullable(),
});
export type ReviewSubjectView = z.infer<typeof reviewSubjectView>;

/** Every number is of the secrets that one sees. */
export const reviewItem = z.strictObject({
  id: opaqueId,
  subject: reviewSubjectView,
  state: z.enum(REVIEW_STATES),
  from: isoDay,
  to: isoDay,
  begunAt: isoTime,
  begunBy: z.string(),
  signedAt: isoTime.nullable(),
  signedBy: z.string().nullable(),
  nextOn: isoDay.nullable(),
  /** A later review of the same that covers all of it. */
  followedBy: opaqueId.nullable(),
  secrets: z.number().int(),
  /** Some of these was not removed: where none is there, no next review is due. */
  isThere: z.boolean(),
  readers: z.number().int(),
  expected: z.number().int(),
  unexpected: z.number().int(),
  /** Of the unexpected. */
  done: z.number().int(),
});
export type ReviewItem = z.infer<typeof reviewItem>;

export const reviewsList = z.strictObject({
  items: z.array(reviewItem),
  nextCursor: z.string().nullable(),
  counts: z.strictObject({
    open: z.number().int(),
    overdue: z.number().int(),
    signed: z.number().int(),
    /** Unexpected readers that nobody has dealt with. */
    toDo: z.number().int(),
  }),
});
export type ReviewsList = z.infer<typeof reviewsList>;

export const reviewDetail = reviewItem.extend({
  /** Of the scopes of its secrets, as it was known when the review was begun; outside it, no reads is unknown. */
  coverage: z.array(scopeCoverageView),
  scopes: z.array(z.string()),
  /** While it is open: who is known by now to have read since its first day, and is not in it. */
  newReaders: z.number().int(),
  /** One may mark and sign it, and sees all that it covers. */
  mayMark: z.boolean(),
  /**
   * Whether period, marks, who signed and the next day are those of the ledger's entry of the sign-off; `missing`: it has
   * none; null: it is open.
   */
  signature: z.enum(REVIEW_SIGNATURES).nullable(),
  /** To be sent when it is signed; null where one may not. */
  marks: z.string().nullable(),
});
export type ReviewDetail = z.infer<typeof reviewDetail>;

export const reviewReaderView = z.strictObject({
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  /** The first day of the period with a read, the last read, and how many. */
  firstOn: isoDay,
  lastAt: isoTime,
  reads: z.number().int(),
  secrets: z.number().int(),
  /** Of those the most read. */
  most: z.array(secretView.extend({ reads: z.number().int() })),
  /** Reads that are known by now and are not in the review. */
  since: z.number().int(),
  verdict: z.enum(READER_VERDICTS).nullable(),
  /** null also where it read something that one does not see. */
  note: z.string().nullable(),
  revision: z.number().int(),
  markedAt: isoTime.nullable(),
  markedBy: z.string().nullable(),
  doneAt: isoTime.nullable(),
  doneBy: z.string().nullable(),
  doneNote: z.string().nullable(),
});
export type ReviewReaderView = z.infer<typeof reviewReaderView>;

export const reviewReadersList = z.strictObject({
  items: z.array(reviewReaderView),
  nextCursor: z.string().nullable(),
});
export type ReviewReadersList = z.infer<typeof reviewReadersList>;

export const unexpectedReaderView = reviewReaderView.extend({
  review: z.strictObject({ id: opaqueId, subject: reviewSubjectView, begunAt: isoTime, signedAt: isoTime.nullable() }),
  /** Say that it was dealt with. */
  mayResolve: z.boolean(),
});
export type UnexpectedReaderView = z.infer<typeof unexpectedReaderView>;

export const unexpectedList = z.strictObject({
  items: z.array(unexpectedReaderView),
  nextCursor: z.string().nullable(),
});
export type UnexpectedList = z.infer<typeof unexpectedList>;
