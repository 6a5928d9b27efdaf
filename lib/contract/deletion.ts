import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { isoTime, opaqueId } from './shared';
import { z } from './zod';

const user = { who: z.string(), actorKind: z.enum(ACTOR_KINDS), lastAt: isoTime };

/** What would break if the secret were deleted, or does now that its deletion is pending. */
export const deletionView = z.strictObject({
  /** `in-use`: something breaks, or AWS refuses. `unsure`: nothing is known to, but not all is known. `unused`: all of it is. */
  verdict: z.enum(['in-use', 'unsure', 'unused']),
  sentence: z.string(),
  checks: z.array(z.strictObject({ id: z.string(), level: z.enum(['breaks', 'doubt', 'safe']), message: z.string() })),
  /** Of the last 90 days, less Keyledger's reveals and its rotation function. null: its history is not yours to see. */
  readers: z
    .array(z.strictObject({ principal: opaqueId, ...user, reads: z.number().int(), cadence: z.string() }))
    .nullable(),
  /** Reads that AWS refused since the deletion was asked for, of the latest 200 that failed. */
  refused: z.array(z.strictObject({ principal: opaqueId, ...user, times: z.number().int() })),
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
  /** For a shell with the AWS CLI; null: nothing is to be restored. */
  restore: z.string().nullable(),
});
export type DeletionView = z.infer<typeof deletionView>;
