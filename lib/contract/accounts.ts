import { z } from './zod';
import { isoTime } from './shared';
import { roleTestView } from './role-tests';
import { ROLE_USES } from '@/lib/domain/roles/role-use';

const roleUse = z.enum(ROLE_USES);
export const accountId = z.string().regex(/^\d{12}$/, 'is no account id');

/** Names of the texts of an account, as they are saved: `read.json`, `read-trust.json`, … */
export const ROLE_FILES = [
  'dashboard.json',
  ...ROLE_USES.flatMap((use) => [`${use}.json`, `${use}-trust.json`] as const),
  'keyledger-roles.yaml',
  'parameters.json',
  'keyledger-roles.tf',
  'account.tf',
] as const;
export type RoleFile = (typeof ROLE_FILES)[number];
export const roleFile = z.enum(ROLE_FILES);

export const accountRoleView = z.strictObject({
  use: roleUse,
  /** Finishes the sentence "This role …". */
  means: z.string(),
  /** null: none configured. */
  arn: z.string().nullable(),
});

/** What Settings shows of an account before one looks into it. */
export const accountSummary = z.strictObject({
  id: accountId,
  name: z.string(),
  regions: z.array(z.string()),
  roles: z.array(accountRoleView),
  /** How its regions' last tests ended, all together; null: never tested. */
  test: z.strictObject({ at: isoTime, bad: z.number().int(), warn: z.number().int() }).nullable(),
});

/** Whose credentials Keyledger runs with. */
export const callerView = z.strictObject({
  account: z.string(),
  arn: z.string().nullable(),
  /** What follows from it, in words. */
  note: z.string(),
});

export const accountView = z.strictObject({
  ...accountSummary.shape,
  partition: z.string(),
  caller: callerView.nullable(),
  /** Each region's last test; null: none yet. `mayTest`: the asker may refresh this scope, which a test asks for. */
  tests: z.array(
    z.strictObject({ scope: z.string(), region: z.string(), mayTest: z.boolean(), last: roleTestView.nullable() }),
  ),
  /** Every text to paste, by the name it is saved under. */
  files: z.array(z.strictObject({ name: roleFile, text: z.string() })),
});
export type AccountView = z.infer<typeof accountView>;
export type AccountSummary = z.infer<typeof accountSummary>;
