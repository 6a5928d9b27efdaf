import { z } from './zod';
import { accountSummary } from './accounts';
import { discoverySummary } from './discovery';
import { scopeProblemView } from './scope-problem';
import { LACK_NAMES } from '@/lib/domain/endpoint/lack';
import { ACTION_CLASSES, COVERAGE_SOURCES } from '@/lib/domain/event-record';
import { PERMISSION_NAMES } from '@/lib/domain/permission';
import { GONE_REASONS } from '@/lib/domain/scope';
import { ledgerIntegrityView } from './ledger-integrity';
import { notificationsSummary } from './notifications';
import { SCOPE_STATES } from './secrets-list';
import { isoTime } from './shared';

const permissionName = z.enum(PERMISSION_NAMES);

export const scopeView = z.strictObject({
  id: z.string(),
  account: z.string(),
  accountName: z.string(),
  region: z.string(),
  /** Listed in keyledger.yaml, or found in the organization. */
  source: z.enum(['configured', 'discovered']),
  /** What is wrong with its inventory or its history, else how its inventory is. */
  state: z.enum(SCOPE_STATES),
  /** Since when it is no longer called, and why: what was read of it stays. null: it is read. */
  gone: z.strictObject({ since: isoTime, reason: z.enum(GONE_REASONS) }).nullable(),
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
    /** Which sources have read of that range. */
    coveredBy: z.array(z.enum(COVERAGE_SOURCES)),
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

const placeView = z.strictObject({
  environments: z.array(z.string()).optional(),
  notEnvironments: z.array(z.string()).optional(),
  accounts: z.array(z.string()).optional(),
  tag: z.strictObject({ key: z.string(), value: z.string() }).optional(),
  namePrefix: z.string().optional(),
});
/** `also`: where an API token is narrower than what its person is granted. */
const grantRuleView = placeView.extend({ also: placeView.optional() });

export const meView = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  persona: z.string().nullable(),
  issuer: z.string(),
  groups: z.array(z.string()),
  /** null: an API token asks. */
  session: z.strictObject({ authenticatedAt: isoTime.nullable() }).nullable(),
  token: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
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
  /** However busy it is. */
  endsAt: isoTime,
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
    /** While the history cannot be read. */
    unfollowedPollSeconds: z.number(),
    /** Of LookupEvents' quota. */
    lookupEventsPercent: z.number(),
    historyPollSeconds: z.number(),
    providers: z.array(z.strictObject({ id: z.string(), name: z.string(), issuer: z.string() })),
  }),
  /** What all processes go by. */
  agreed: z.strictObject({ version: z.number().int(), since: isoTime }).nullable(),
  /** The file of each process that was seen lately. */
  files: z.array(
    z.strictObject({ process: z.string(), inForce: z.boolean(), mistakes: z.array(z.string()), seenAt: isoTime }),
  ),
  ledgerGuard: z.enum(['append-only', 'tamper-evident']),
  ledger: z.strictObject({
    everyMinutes: z.number().int(),
    everyEntries: z.number().int(),
    stdout: z.boolean(),
    /** PEM, of the key that signed the last anchor first; null: none was made yet. */
    publicKey: z.string().nullable(),
    integrity: ledgerIntegrityView,
  }),
  permissions: z.array(
    z.strictObject({
      permission: permissionName,
      can: z.string(),
      act: z.boolean(),
      byToken: z.boolean(),
      personas: z.array(z.string()),
    }),
  ),
  environmentRules: z.array(z.string()),
  /** The same as keyledger.yaml would have them. */
  environmentsText: z.string(),
  actRules: z.array(z.strictObject({ environment: z.string(), asks: z.array(z.string()) })),
  /** The configured accounts and the roles in them; each account's policies are on its own page. */
  accounts: z.array(accountSummary),
  /** Accounts that are looked for in the organization; null: none are. */
  discovery: discoverySummary.nullable(),
  /** What is told outside, and whether it arrives; the channels have a page of their own. */
  notifications: notificationsSummary,
  /** Listings that are under way; `expected`: a guess, null where too little is known; `parts`: stretches of names listed at once. */
  listings: z.array(
    z.strictObject({
      scope: z.string(),
      startedAt: isoTime,
      secrets: z.number().int(),
      expected: z.number().int().nullable(),
      calls: z.number().int(),
      parts: z.number().int(),
    }),
  ),
  /** How many days single events of each class are kept (null: for ever), and what was deleted since; `before`: null, nothing was. */
  retention: z.array(
    z.strictObject({
      action: z.enum(ACTION_CLASSES),
      days: z.number().int().nullable(),
      before: isoTime.nullable(),
      deleted: z.number().int(),
      deletedAt: isoTime.nullable(),
    }),
  ),
  /** What each scope costs in calls to AWS a day, without what people ask for; `counted`: in the last 24 hours. */
  calls: z.array(
    z.strictObject({
      account: z.string(),
      accountName: z.string(),
      region: z.string(),
      perDay: z.number().int(),
      since: isoTime.nullable(),
      operations: z.array(
        z.strictObject({
          operation: z.string(),
          perDay: z.number().int(),
          counted: z.number().int(),
          why: z.string(),
        }),
      ),
    }),
  ),
});
export type SettingsView = z.infer<typeof settingsView>;

export const healthView = z.strictObject({ status: z.literal('ok') });
export const readyView = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  scopes: z.strictObject({ fresh: z.number().int(), failing: z.number().int(), waiting: z.number().int() }),
});
