import { z } from './zod';
import { KEPT_MINUTES, LONGEST_QUESTION, MOST_EVENTS, QUESTION_STATES } from '@/lib/domain/athena/event-question';
import { eventView, pageOfEvents, principalView } from './access';
import { periodFilters } from './access-list';
import { isoDay, isoTime, opaqueId, scopeId, sinceDay } from './shared';

/** What Athena may be asked about. */
export const athenaDaysQuery = z.strictObject({
  from: periodFilters.from,
  to: periodFilters.to,
  /** With its replicas. */
  secret: opaqueId.optional(),
  principal: opaqueId.optional(),
});
export type AthenaDaysQuery = z.infer<typeof athenaDaysQuery>;

export const askEventsInput = z.strictObject({
  scope: scopeId,
  /** UTC days, both counted. */
  from: sinceDay,
  to: sinceDay,
  secret: opaqueId.optional(),
  principal: opaqueId.optional(),
});
export type AskEventsInput = z.infer<typeof askEventsInput>;

const named = z.strictObject({ id: opaqueId, name: z.string() });

export const eventQuestionView = z.strictObject({
  id: opaqueId,
  state: z.enum(QUESTION_STATES),
  scope: scopeId,
  /** The first and the last day that is asked about, and how many of them Athena tells of. */
  from: isoDay,
  to: isoDay,
  days: z.number().int(),
  /** null: of any. */
  secret: named.nullable(),
  /** null: of anybody. `name`: its ARN, where it has one. */
  principal: named.nullable(),
  askedAt: isoTime,
  endedAt: isoTime.nullable(),
  keptUntil: isoTime,
  /** What the query has scanned so far, as AWS tells it, and what is billed for that. */
  bytes: z.number(),
  billedBytes: z.number(),
  /** Why it failed or was stopped. */
  problem: z.strictObject({ message: z.string(), remedy: z.string() }).nullable(),
});
export type EventQuestionView = z.infer<typeof eventQuestionView>;

export const eventQuestionQuery = z.strictObject(pageOfEvents);
export type EventQuestionQuery = z.infer<typeof eventQuestionQuery>;

export const eventQuestionDetail = z.strictObject({
  question: eventQuestionView,
  /** Where they come from: none of them is in the store, and in no other list or figure. */
  source: z.literal('athena'),
  events: z.array(eventView),
  /** On all pages. */
  total: z.number().int(),
  /** There are older ones, which were not taken. */
  more: z.boolean(),
  /** Records that could not be understood, by reason; for who sees everything. */
  unreadable: z.array(z.strictObject({ reason: z.string(), records: z.number().int() })),
  nextCursor: z.string().nullable(),
});
export type EventQuestionDetail = z.infer<typeof eventQuestionDetail>;

export const athenaDaysView = z.strictObject({
  secret: named.nullable(),
  principal: principalView.nullable(),
  /** Scopes with days that Athena tells of: of these there are sums, and no single events. */
  scopes: z.array(
    z.strictObject({
      scope: scopeId,
      days: z.number().int(),
      runs: z.array(z.strictObject({ from: isoDay, to: isoDay })),
      /** What scanning the files of a day came to lately; null: not known. */
      bytesADay: z.number().nullable(),
    }),
  ),
  /** Whoever does not see everything asks about one secret. */
  mayAsk: z.boolean(),
  limits: z.strictObject({
    days: z.literal(LONGEST_QUESTION),
    events: z.literal(MOST_EVENTS),
    keptMinutes: z.literal(KEPT_MINUTES),
    anHour: z.number().int(),
    lateDays: z.number().int(),
  }),
  /** One's own, newest first. */
  questions: z.array(eventQuestionView),
});
export type AthenaDaysView = z.infer<typeof athenaDaysView>;
