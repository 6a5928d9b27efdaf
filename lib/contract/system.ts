import { z } from './zod';
import { LACK_NAMES } from '@/lib/domain/endpoint/lack';
import { PERMISSION_NAMES } from '@/lib/domain/permission';
import { SCOPE_STATES } from './secrets-list';
import { isoTime } from './shared';

const permissionName = z.enum(PERMISSION_NAMES);

export const scopeProblemView = z.strictObject({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  since: isoTime,
});

export const scopeView = z.strictObject({
  id: z.string(),
  account: z.string(),
  accountName: z.string(),
  region: z.string(),
  inventory: z.strictObject({
    state: z.enum(SCOPE_STATES),
    asOf: isoTime.nullable(),
    problem: scopeProblemView.nullable(),
    secrets: z.number().int(),
  }),
  history: z.strictObject({
    state: z.enum(SCOPE_STATES),
    asOf: isoTime.nullable(),
    problem: scopeProblemView.nullable(),
    coveredFrom: isoTime.nullable(),
    coveredTo: isoTime.nullable(),
  }),
  /** What the endpoint lacks, in words, where it is not AWS; what follows from it is unknown, never none. */
  lacks: z.array(z.strictObject({ code: z.enum(LACK_NAMES), message: z.string() })),
  /** Per act: the role that is assumed; null: none, the act is refused with the policy to paste. */
  roles: z.strictObject({
    reveal: z.string().nullable(),
    rotate: z.string().nullable(),
    recover: z.string().nullable(),
  }),
  /** False where acts run on the environment's own credentials, so that AWS does not know the person. */
  personKnownToAws: z.boolean(),
});
export type ScopeView = z.infer<typeof scopeView>;
export const scopesList = z.strictObject({ items: z.array(scopeView) });
export type ScopesList = z.infer<typeof scopesList>;

const grantRuleView = z.strictObject({
  environments: z.array(z.string()).optional(),
  notEnvironments: z.array(z.string()).optional(),
  accounts: z.array(z.string()).optional(),
  tag: z.strictObject({ key: z.string(), value: z.string() }).optional(),
  namePrefix: z.string().optional(),
});

export const meView = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  persona: z.string().nullable(),
  issuer: z.string(),
  groups: z.array(z.string()),
  session: z.strictObject({ authenticatedAt: isoTime }),
  may: z.array(permissionName),
  grants: z.array(
    z.strictObject({ permission: permissionName, effect: z.enum(['allow', 'deny']), where: grantRuleView }),
  ),
});
export type MeView = z.infer<typeof meView>;

export const sessionView = z.strictObject({
  id: z.string(),
  name: z.string(),
  persona: z.string().nullable(),
  issuer: z.string(),
  createdAt: isoTime,
  lastSeenAt: isoTime,
  current: z.boolean(),
});
export const sessionsList = z.strictObject({ items: z.array(sessionView) });
export type SessionsList = z.infer<typeof sessionsList>;

export const settingsView = z.strictObject({
  config: z.strictObject({
    source: z.string(),
    digest: z.string(),
    demo: z.boolean(),
    publicUrl: z.string(),
    awsEndpoint: z.string().nullable(),
    inventoryPollSeconds: z.number(),
    historyPollSeconds: z.number(),
    providers: z.array(z.strictObject({ id: z.string(), name: z.string(), issuer: z.string() })),
  }),
  ledgerGuard: z.enum(['append-only', 'tamper-evident']),
  permissions: z.array(
    z.strictObject({ permission: permissionName, can: z.string(), act: z.boolean(), personas: z.array(z.string()) }),
  ),
  environmentRules: z.array(z.string()),
  actRules: z.array(z.strictObject({ environment: z.string(), asks: z.array(z.string()) })),
  /** What each act needs in AWS, to paste. */
  policies: z.array(z.strictObject({ act: z.enum(['read', 'reveal', 'rotate', 'recover']), policy: z.string() })),
});
export type SettingsView = z.infer<typeof settingsView>;

export const healthView = z.strictObject({ status: z.literal('ok') });
export const readyView = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  scopes: z.strictObject({ fresh: z.number().int(), failing: z.number().int(), waiting: z.number().int() }),
});
