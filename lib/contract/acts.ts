import { z } from './zod';
import { reasonText, versionId } from './shared';

export const optionalReason = z.union([reasonText, z.literal('').transform(() => undefined)]).optional();

export const revealInput = z
  .strictObject({
    mode: z.enum(['fields', 'field', 'whole']),
    field: z.string().min(1).max(1024).optional(),
    versionId: versionId.optional(),
    reason: optionalReason,
  })
  .refine((input) => (input.mode === 'field') === (input.field !== undefined), {
    path: ['field'],
    message: 'is given with mode "field" and only with it',
  });
export type RevealInput = z.infer<typeof revealInput>;

/** The one answer that may hold a value. `value` of a binary is base64. */
export const revealAnswer = z.strictObject({
  versionId: z.string(),
  stages: z.array(z.string()),
  kind: z.enum(['json', 'text', 'binary']),
  fields: z.array(z.string()).optional(),
  value: z.string().optional(),
  /** How many more this person may ask for here now. */
  leftThisHour: z.number().int().nonnegative(),
});
export type RevealAnswer = z.infer<typeof revealAnswer>;

export const rotateInput = z.strictObject({
  reason: optionalReason,
  confirmName: z.string().max(512).optional(),
  acknowledged: z.array(z.string().max(64)).max(50).optional(),
});
export type RotateInput = z.infer<typeof rotateInput>;

export const rotateAnswer = z.strictObject({ runId: z.string() });
export type RotateAnswer = z.infer<typeof rotateAnswer>;

export const clearPendingInput = z.strictObject({ versionId, reason: optionalReason });
export type ClearPendingInput = z.infer<typeof clearPendingInput>;

export const rollbackInput = z.strictObject({
  fromVersionId: versionId,
  toVersionId: versionId,
  reason: optionalReason,
});
export type RollbackInput = z.infer<typeof rollbackInput>;

export const cancelRotationInput = z.strictObject({
  reason: optionalReason,
  confirmName: z.string().max(512).optional(),
});
export type CancelRotationInput = z.infer<typeof cancelRotationInput>;

export const recoverAnswer = z.strictObject({ actId: z.string() });
export type RecoverAnswer = z.infer<typeof recoverAnswer>;

export const syncInput = z.strictObject({ scope: z.string().max(128).optional() });
export type SyncInput = z.infer<typeof syncInput>;
export const syncAnswer = z.strictObject({ scopes: z.array(z.string()) });
export type SyncAnswer = z.infer<typeof syncAnswer>;
