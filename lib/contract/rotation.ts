import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { ROTATION_STEPS } from '@/lib/domain/rotation-state';
import { RUN_STATES } from '@/lib/domain/run';
import { isoTime, opaqueId, pageLimit, repeated, storedText } from './shared';

export const preflightView = z.strictObject({
  /** False where any check blocks. */
  ready: z.boolean(),
  checks: z.array(
    z.strictObject({ id: z.string(), level: z.enum(['blocking', 'warning', 'reassuring']), message: z.string() }),
  ),
  consumers: z.array(
    z.strictObject({
      who: z.string(),
      actorKind: z.enum(ACTOR_KINDS),
      lastAt: isoTime,
      /** In words: half of its reads follow one another within it. */
      cadence: z.string(),
      /** In words: 95 of 100 do; null where too few are known. */
      within: z.string().nullable(),
      meaning: z.string(),
    }),
  ),
  /** Who it will be recorded as, in Keyledger and in AWS. */
  recordedAs: z.string(),
  asks: z.strictObject({ reason: z.boolean(), typedName: z.boolean() }),
});
export type PreflightView = z.infer<typeof preflightView>;

export const runView = z.strictObject({
  id: z.string(),
  secret: z.strictObject({ id: opaqueId, name: z.string().nullable(), environment: z.string().nullable() }),
  state: z.enum(RUN_STATES),
  step: z.enum(ROTATION_STEPS).nullable(),
  message: z.string(),
  /** null: not started here, but by AWS's schedule or by somebody in AWS. */
  startedBy: z.string().nullable(),
  reason: z.string().nullable(),
  startedAt: isoTime,
  updatedAt: isoTime,
  endedAt: isoTime.nullable(),
});
export type RunView = z.infer<typeof runView>;

export const runsQuery = z.strictObject({
  secret: opaqueId.optional(),
  active: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  state: repeated(z.enum(RUN_STATES)),
  env: repeated(storedText(512)),
  account: repeated(storedText(512)),
  service: repeated(storedText(512)),
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
});
export type RunsQuery = z.infer<typeof runsQuery>;

export const runsList = z.strictObject({ items: z.array(runView), nextCursor: z.string().nullable() });
export type RunsList = z.infer<typeof runsList>;
