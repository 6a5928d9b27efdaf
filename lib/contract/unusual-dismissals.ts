import { z } from './zod';
import { MOST_CHANGED } from '@/lib/domain/unusual/dismissal';
import { opaqueId, reasonText } from './shared';

const findings = z
  .array(opaqueId)
  .min(1, 'names at least one finding')
  .max(MOST_CHANGED, `has more than ${MOST_CHANGED}`)
  .refine((ids) => new Set(ids).size === ids.length, 'names a finding twice');

export const dismissFindingsInput = z.strictObject({ ids: findings, reason: reasonText });
export type DismissFindingsInput = z.infer<typeof dismissFindingsInput>;

export const reopenFindingsInput = z.strictObject({ ids: findings, reason: reasonText.optional() });
export type ReopenFindingsInput = z.infer<typeof reopenFindingsInput>;

export const findingsChanged = z.strictObject({
  changed: z.number().int(),
  /** Somebody else had done it already: they keep who, when and why. */
  same: z.number().int(),
  /** Found no more, or not one's to see. */
  gone: z.number().int(),
});
export type FindingsChanged = z.infer<typeof findingsChanged>;
