import { z } from './zod';
import { ACTION_CLASSES, ACTOR_KINDS, COVERAGE_SOURCES, OUTCOMES } from '@/lib/domain/event-record';
import { AWS_DAY_REASONS } from '@/lib/domain/history/aws-day';
import { askedTime, isoDay, isoTime, opaqueId, pageLimit, repeated } from './shared';

export const principalView = z.strictObject({
  /** Opaque id for URLs. */
  id: opaqueId,
  arn: z.string(),
  type: z.string(),
  accountId: z.string().nullable(),
  label: z.string(),
});
export type PrincipalView = z.infer<typeof principalView>;

export const eventView = z.strictObject({
  eventId: z.string(),
  at: isoTime,
  accountId: z.string(),
  region: z.string(),
  eventName: z.string(),
  action: z.enum(ACTION_CLASSES),
  outcome: z.enum(OUTCOMES),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** null: the record names none; secretId null with a ref: named, but not known (or not yours to see). */
  secret: z.strictObject({ id: opaqueId.nullable(), name: z.string(), environment: z.string().nullable() }).nullable(),
  versionId: z.string().nullable(),
  versionStage: z.string().nullable(),
  principal: principalView,
  session: z.string().nullable(),
  actorKind: z.enum(ACTOR_KINDS),
  person: z.string().nullable(),
  workload: z.string().nullable(),
  sourceAddress: z.string().nullable(),
  client: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type EventView = z.infer<typeof eventView>;

export const readerView = z.strictObject({
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  who: z.string().nullable(),
  firstAt: isoTime,
  lastAt: isoTime,
  reads: z.number().int(),
  /** Of those by people. */
  ofPeople: z.number().int(),
  /** Several people or workloads are known behind the principal, so that `who` is who read last, and not of all reads. */
  shared: z.boolean(),
  /** Where it is shared: the people, who read most first, at most 20. Of days of which single events are not kept nobody is named. */
  people: z.array(z.strictObject({ name: z.string(), reads: z.number().int() })),
  /** How many they are. */
  peopleCount: z.number().int(),
  /** In words, e.g. `every 5 min`. */
  cadence: z.string(),
  client: z.string().nullable(),
  sourceAddress: z.string().nullable(),
  /** What the latest read asked for, where it asked for a version or a staging label. */
  lastVersionId: z.string().nullable(),
  lastVersionStage: z.string().nullable(),
});
export type ReaderView = z.infer<typeof readerView>;

export const coverageView = z.strictObject({
  from: isoTime,
  to: isoTime,
  source: z.enum(COVERAGE_SOURCES),
  /** Seconds between its end and now. */
  lag: z.number().int(),
});
export type CoverageView = z.infer<typeof coverageView>;

/** Single events of a class before a moment are deleted, as its retention says. What each day came to, by secret and principal, is kept. */
export const unkeptView = z.strictObject({ action: z.enum(ACTION_CLASSES), before: isoTime });
export type UnkeptView = z.infer<typeof unkeptView>;

export const dayReadsView = z.strictObject({
  day: isoDay,
  person: z.number().int(),
  workload: z.number().int(),
  service: z.number().int(),
  denied: z.number().int(),
});
export type DayReadsView = z.infer<typeof dayReadsView>;

export const secretAccess = z.strictObject({
  events: z.array(eventView),
  readers: z.array(readerView),
  days: z.array(dayReadsView),
  coverage: z.array(coverageView),
  /** Regions of replicas that are no scope here: what is read there is unknown, whatever is covered. */
  unwatched: z.array(z.string()),
  /** AWS's own day of the last access, where it is later than any read that is known, and why that may be; null: the two agree. */
  awsDay: z.strictObject({ day: isoDay, reason: z.enum(AWS_DAY_REASONS) }).nullable(),
  /** What is missing from `events`. */
  unkept: z.array(unkeptView),
  nextCursor: z.string().nullable(),
});
export type SecretAccess = z.infer<typeof secretAccess>;

export const actorFilters = {
  actorKind: repeated(z.enum(ACTOR_KINDS)),
  outcome: repeated(z.enum(OUTCOMES)),
};
export const pageOfEvents = {
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
};
export const secretAccessQuery = z.strictObject({
  ...actorFilters,
  ...pageOfEvents,
  from: askedTime.optional(),
  to: askedTime.optional(),
  action: repeated(z.enum(ACTION_CLASSES)),
});
export type SecretAccessQuery = z.infer<typeof secretAccessQuery>;
