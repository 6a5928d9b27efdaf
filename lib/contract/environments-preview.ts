import { z } from './zod';
import { opaqueId } from './shared';

/** As keyledger.yaml has it under `environments`. */
export const MOST_RULES_TEXT = 65_536;

export const environmentsPreviewBody = z.strictObject({
  environments: z.string().min(1, 'is empty').max(MOST_RULES_TEXT, `is longer than ${MOST_RULES_TEXT} characters`),
});
export type EnvironmentsPreviewBody = z.infer<typeof environmentsPreviewBody>;

const count = z.number().int();
const beforeAndAfter = z.strictObject({ before: count, after: count });

/** What other rules would change for the secrets in sight; nothing is changed by asking. */
export const environmentsPreview = z.discriminatedUnion('valid', [
  z.strictObject({
    valid: z.literal(false),
    /** Never what stood there. */
    mistakes: z.array(z.strictObject({ where: z.string(), problem: z.string(), mend: z.string() })),
  }),
  z.strictObject({
    valid: z.literal(true),
    secrets: count,
    moved: count,
    /** The most first, 50 of them. */
    moves: z.array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        count,
        /** `before`, `after`: the rule that decides. */
        examples: z.array(
          z.strictObject({
            id: opaqueId,
            name: z.string(),
            accountName: z.string(),
            before: z.string(),
            after: z.string(),
          }),
        ),
      }),
    ),
    /** Guarded as prod today and not any more, and the other way round. */
    laxer: count,
    stricter: count,
    disagreeing: beforeAndAfter,
    unknown: beforeAndAfter,
    /** Whose service or leaf would be another. */
    regrouped: count,
  }),
]);
export type EnvironmentsPreview = z.infer<typeof environmentsPreview>;
