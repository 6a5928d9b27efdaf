import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { principalView } from './access';
import { annotationView } from './annotations';
import { secretItem } from './secret-item';
import { isoDay, isoTime, opaqueId, versionId } from './shared';

const versionActView = z.strictObject({
  at: isoTime,
  eventName: z.string(),
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  /** The person or workload behind the principal, where one is named. */
  who: z.string().nullable(),
});
export type VersionActView = z.infer<typeof versionActView>;

export const versionAuthorView = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    /** The call that made it. */
    wrote: versionActView.nullable(),
    /** Of the rotation in which it was made: who asked for it, else AWS's own event. */
    rotation: versionActView.nullable(),
  }),
  /** It was made when the history was not read. */
  z.strictObject({ state: z.literal('not-covered') }),
  /** It was made when events of changes were read, and they are deleted by now. */
  z.strictObject({ state: z.literal('not-kept') }),
  /** No event that was read names it. */
  z.strictObject({ state: z.literal('unknown') }),
]);
export type VersionAuthorView = z.infer<typeof versionAuthorView>;

export const versionView = z.strictObject({
  versionId: z.string(),
  stages: z.array(z.string()),
  createdAt: isoTime.nullable(),
  lastAccessedOn: isoDay.nullable(),
  kmsKeyIds: z.array(z.string()),
  /** null without `history.read` on the secret. */
  author: versionAuthorView.nullable(),
});
export type VersionView = z.infer<typeof versionView>;

/**
 * A staging label on a version for a time, as far as looks at the labels can tell: it came after `since.after` (null:
 * it was there at the first look) and by `since.by`; it left after `until.after` and by `until.by` (null: it is there).
 */
export const stageSpanView = z.strictObject({
  versionId: z.string(),
  stage: z.string(),
  since: z.strictObject({ after: isoTime.nullable(), by: isoTime }),
  until: z.strictObject({ after: isoTime, by: isoTime }).nullable(),
});
export type StageSpanView = z.infer<typeof stageSpanView>;

export const versionsView = z.strictObject({
  versions: z.array(versionView),
  /** Which version had which label when: the newest 200, newest first. */
  stagesOverTime: z.array(stageSpanView),
  /** When AWS was asked for the versions; null: only the labels of the listing are known. */
  asOf: isoTime.nullable(),
});
export type VersionsView = z.infer<typeof versionsView>;

/** What this person may do with this secret, and what is asked of them. */
export const mayView = z.strictObject({
  reveal: z.boolean(),
  rotate: z.boolean(),
  recover: z.boolean(),
  diagnose: z.boolean(),
  readLogs: z.boolean(),
  annotate: z.boolean(),
  readHistory: z.boolean(),
});

export const secretDetail = secretItem.extend({
  createdAt: isoTime.nullable(),
  lastChangedAt: isoTime.nullable(),
  rotationLambdaArn: z.string().nullable(),
  /** In words, e.g. `every 30 days, 02:00–04:00 UTC`; null where none is set. */
  schedule: z.string().nullable(),
  /** The next three, the open one first; none where the schedule does not tell. */
  nextWindows: z.array(z.strictObject({ opensAt: isoTime, closesAt: isoTime })),
  versionStages: z.record(z.string(), z.array(z.string())).nullable(),
  guardedAs: z.string(),
  asks: z.strictObject({
    /** True: nobody may reveal here, whatever is granted. */
    revealRestricted: z.boolean(),
    revealReason: z.boolean(),
    /** What the reason must hold, in RE2's syntax; null: any reason will do. */
    revealTicket: z.strictObject({ pattern: z.string(), example: z.string() }).nullable(),
    /** null: however long ago they signed in. `signIn`: a page of ours, which takes `next`. */
    revealFreshSignIn: z
      .strictObject({ minutes: z.number().int(), isFresh: z.boolean(), signIn: z.string() })
      .nullable(),
    /** Of one person in any 60 minutes where acts are guarded alike; field names count, too. */
    revealsPerHour: z.number().int(),
    /** Of those, what is left of this person's; null: they may not reveal here. */
    revealsLeft: z.number().int().nonnegative().nullable(),
    rotateReason: z.boolean(),
    rotateName: z.boolean(),
  }),
  may: mayView,
  /** What is kept on it itself; what holds of it is `owner`, `note`, `runbook`. */
  annotation: annotationView,
  siblings: z.array(
    z.strictObject({
      id: opaqueId,
      name: z.string(),
      environment: z.string(),
      account: z.string(),
      accountName: z.string(),
      region: z.string(),
      state: z.string(),
      owningService: z.string().nullable(),
      type: z.string().nullable(),
      lastRotatedAt: isoTime.nullable(),
      createdAt: isoTime.nullable(),
    }),
  ),
  /** Secrets of its name in its account and region that are gone: the newest 10, newest first. */
  former: z.array(
    z.strictObject({
      /** Its events are found by it (`secret` of GET /api/access); it is no page any more. */
      id: opaqueId,
      arn: z.string(),
      createdAt: isoTime.nullable(),
      /** null: not known. */
      lastSeenAt: isoTime.nullable(),
      goneBy: isoTime,
      /** True: its events may be asked for. */
      readHistory: z.boolean(),
    }),
  ),
  activeRunId: versionId.nullable(),
  observedAt: isoTime,
});
export type SecretDetail = z.infer<typeof secretDetail>;
