import { z } from './zod';
import { CHECK_VERDICTS } from '@/lib/domain/roles/role-check';
import { ROLE_USES } from '@/lib/domain/roles/role-use';
import { isoTime } from './shared';

const verdict = z.enum(CHECK_VERDICTS);

/** What was seen of the roles of one scope, without touching a secret. */
export const roleTestView = z.strictObject({
  scope: z.string(),
  at: isoTime,
  /** Who asked for it. */
  by: z.string(),
  roles: z.array(
    z.strictObject({
      /** `own`: the credentials that Keyledger itself runs with. */
      use: z.enum([...ROLE_USES, 'own']),
      arn: z.string().nullable(),
      checks: z.array(
        z.strictObject({ name: z.string(), verdict, message: z.string(), remedy: z.string().nullable() }),
      ),
    }),
  ),
});
export type RoleTestView = z.infer<typeof roleTestView>;
