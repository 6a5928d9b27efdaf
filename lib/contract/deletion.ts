import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { isoTime, opaqueId } from './shared';
import { z } from './zod';

/** What would break if the secret were deleted, or does now that its deletion is pending. */
export const deletionView = z.strictObject({
  /** `in-use`: something breaks, or AWS refuses. `unsure`: nothing is known to, but not all is known. `unused`: all of it is. */
  verdict: z.enum(['in-use', 'unsure', 'unused']),
  sentence: z.string(),
  checks: z.array(z.strictObject({ id: z.string(), level: z.enum(['breaks', 'doubt', 'safe']), message: z.string() })),
  /** Who read it in the last 90 days, or was refused since its deletion was asked for, less its rotation function. null: its history is not yours to see. */
  users: z
    .array(
      z.strictObject({
        principal: opaqueId,
        who: z.string(),
        actorKind: z.enum(ACTOR_KINDS),
        reads: z.number().int(),
        /** null: no read was seen. */
        lastAt: isoTime.nullable(),
        /** In words, e.g. `every 5 min`; null with `lastAt`. */
        cadence: z.string().nullable(),
        refused: z.strictObject({ times: z.number().int(), lastAt: isoTime }).nullable(),
      }),
    )
    .nullable(),
  /** Others of just this name, that are not its replicas. */
  namesakes: z.array(
    z.strictObject({
      id: opaqueId,
      account: z.string(),
      accountName: z.string(),
      region: z.string(),
      environment: z.string(),
    }),
  ),
  /** For a shell with the AWS CLI; null: nothing is to be restored, or not in AWS. */
  restore: z.string().nullable(),
});
export type DeletionView = z.infer<typeof deletionView>;
