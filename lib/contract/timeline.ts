import { z } from './zod';
import { ROTATION_STEPS } from '@/lib/domain/rotation-state';
import { RUN_STATES } from '@/lib/domain/run';
import { ACT_KINDS, FOLD_KINDS } from '@/lib/domain/timeline/timeline-entry';
import { coverageView, eventView, unkeptView } from './access';
import { runView } from './rotation';
import { isoTime } from './shared';

/** Of one principal, newest first; beyond the page there may be more of the same. */
const foldEntry = z.strictObject({
  kind: z.enum(FOLD_KINDS),
  events: z.array(eventView).min(1),
  newerPage: z.boolean(),
  olderPage: z.boolean(),
});
export type FoldView = z.infer<typeof foldEntry>;

const actEntry = z.strictObject({
  kind: z.enum(ACT_KINDS),
  event: eventView,
  /** Of a policy edit: each statement in words; null where the text is not known. */
  policy: z.array(z.string()).nullable(),
});
export type ActView = z.infer<typeof actEntry>;

const rotationEntry = z.strictObject({
  kind: z.literal('rotation'),
  state: z.enum(RUN_STATES),
  step: z.enum(ROTATION_STEPS).nullable(),
  message: z.string().nullable(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  events: z.array(eventView),
  /** Where it was started here. */
  run: runView.nullable(),
  newerPage: z.boolean(),
  olderPage: z.boolean(),
});
export type RotationEntryView = z.infer<typeof rotationEntry>;

/** History that was not read: `from` null: all before, `to` null: since then. */
const gapEntry = z.strictObject({ kind: z.literal('gap'), from: isoTime.nullable(), to: isoTime.nullable() });
export type GapView = z.infer<typeof gapEntry>;

export const secretTimeline = z.strictObject({
  /** Newest first. */
  entries: z.array(z.discriminatedUnion('kind', [foldEntry, actEntry, rotationEntry, gapEntry])),
  coverage: z.array(coverageView),
  /** What is missing from it. */
  unkept: z.array(unkeptView),
  nextCursor: z.string().nullable(),
});
export type SecretTimeline = z.infer<typeof secretTimeline>;
