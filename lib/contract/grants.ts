import { z } from './zod';
import { PERMISSION_NAMES, PERMISSIONS } from '@/lib/domain/permission';
import { tagPair } from './secrets-query';
import { environmentView, opaqueId, repeated, storedText } from './shared';

const permissionName = z.enum(PERMISSION_NAMES);
const name = storedText(512);

/** Each permission, and the end of the sentence "may …". */
export const PERMISSION_CHOICES = PERMISSION_NAMES.map((permission) => ({
  permission,
  can: PERMISSIONS[permission].can,
}));

/**
 * Who, what, where. Who: `person`, somebody known by their id `<issuer>|<subject>`; or, with `provider`,
 * anybody it may vouch for, with these groups, e-mail, claims (`name=value`, as tags are written) and
 * subject; with neither, the asker. Where: `secret`; without it, anywhere at all.
 */
export const whyQuery = z.strictObject({
  permission: permissionName.default('inventory.read'),
  person: storedText(1024).optional(),
  provider: storedText(32).optional(),
  group: repeated(name),
  email: storedText(254).optional(),
  claim: repeated(tagPair),
  subject: storedText(255).optional(),
  secret: opaqueId.optional(),
});
export type WhyQuery = z.infer<typeof whyQuery>;

export const conditionView = z.strictObject({
  condition: z.enum(['environments', 'notEnvironments', 'accounts', 'tag', 'namePrefix']),
  says: z.string(),
  found: z.string(),
  holds: z.boolean(),
});

export const statementVerdictView = z.strictObject({
  /** In the file; null: it is none of a file's. */
  line: z.number().int().nullable(),
  effect: z.enum(['allow', 'deny']),
  who: z.string(),
  may: z.array(permissionName),
  naming: z.enum(['named', 'not named', 'not known']),
  conditions: z.array(conditionView),
  applies: z.boolean(),
});
export type StatementVerdictView = z.infer<typeof statementVerdictView>;

export const whyView = z.strictObject({
  allowed: z.boolean(),
  permission: permissionName,
  /** The end of the sentence "may …". */
  can: z.string(),
  person: z.strictObject({
    /** null: made up. */
    id: z.string().nullable(),
    name: z.string(),
    persona: z.string().nullable(),
    issuer: z.string(),
    groups: z.array(z.string()).nullable(),
  }),
  secret: z
    .strictObject({
      id: opaqueId,
      name: z.string(),
      account: z.string(),
      environment: environmentView,
      /** What acts count its environment as. */
      guardedAs: z.string(),
    })
    .nullable(),
  /** No grant is enough: its environment allows no reveal. */
  restricted: z.boolean(),
  /** No grant is enough: its account has no role to do this with. */
  roleless: z.boolean(),
  /** false: their provider left the configuration, so that they are nobody, whatever statements say. */
  vouchedFor: z.boolean(),
  /** All of them must be allowed. */
  parts: z.array(
    z.strictObject({
      permission: permissionName,
      allowed: z.boolean(),
      because: z.enum(['allowed', 'denied', 'nothing allows it']),
      environment: z.string().nullable(),
      /** Those that speak of the permission, in the file's order. */
      statements: z.array(statementVerdictView),
    }),
  ),
  /** The file that the lines are of. */
  source: z.string(),
});
export type WhyView = z.infer<typeof whyView>;

/** For those who ask: who signed in, latest first. */
export interface PeopleView {
  id: string;
  name: string;
  persona: string | null;
  signedIn: boolean;
  groupsKnown: boolean;
}
