import { z } from './zod';
import { ERROR_CODES } from '@/lib/domain/errors';
import { isoTime } from './shared';

/** RFC 9457, with our `code`, the request's id, and one entry for each mistake in the input. */
export const problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(ERROR_CODES),
  requestId: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), rule: z.string() })).optional(),
  /** What to paste or do, e.g. the policy that a missing role needs. */
  remedy: z.string().optional(),
  /** With `reauth_required`: the sign-in that is asked for. A person opens `signIn`, which takes `next`, a path of ours. */
  reauth: z
    .strictObject({
      maxAgeSeconds: z.number().int(),
      authenticatedAt: isoTime.nullable(),
      signIn: z.string(),
    })
    .optional(),
});
export type Problem = z.infer<typeof problem>;
