import { z } from './zod';
import { ACCOUNT_STATES } from '@/lib/domain/discovery/organization-account';
import { accountId } from './accounts';
import { scopeProblemView } from './scope-problem';
import { isoTime, pageLimit } from './shared';

/** What is done with an account that was found. */
export const ACCOUNT_VERDICTS = ['read', 'configured', 'excluded', 'left', 'not_active'] as const;
const verdict = z.enum(ACCOUNT_VERDICTS);

const matchView = z.strictObject({ ids: z.array(z.string()), names: z.array(z.string()) });

/** How discovery is set, and how it is doing. */
export const discoverySummary = z.strictObject({
  /** The role that Organizations is asked with; null: the credentials that Keyledger runs with. */
  organizationsRole: z.string().nullable(),
  everySeconds: z.number().int(),
  /** The same in every account; null: those that each has enabled. */
  regions: z.array(z.string()).nullable(),
  include: matchView.nullable(),
  exclude: matchView.nullable(),
  /** Names of the roles in every account. */
  roles: z.strictObject({
    read: z.string(),
    reveal: z.string().nullable(),
    rotate: z.string().nullable(),
    recover: z.string().nullable(),
  }),
  /** When Organizations last answered; null: never. */
  asOf: isoTime.nullable(),
  /** When it was last asked. */
  lookedAt: isoTime.nullable(),
  problem: scopeProblemView.nullable(),
  /** Accounts by what is done with them. */
  counts: z.strictObject({
    read: z.number().int(),
    configured: z.number().int(),
    excluded: z.number().int(),
    left: z.number().int(),
    not_active: z.number().int(),
  }),
  /** Of those that are read: whose regions could not be asked for. */
  troubled: z.number().int(),
});

export const foundAccountView = z.strictObject({
  id: accountId,
  name: z.string(),
  verdict,
  /** As Organizations says it. */
  state: z.enum(ACCOUNT_STATES),
  joinedAt: isoTime.nullable(),
  foundAt: isoTime,
  seenAt: isoTime,
  leftAt: isoTime.nullable(),
  /** Its scopes. */
  regions: z.array(z.string()),
  /** When its regions were last asked for; null: never, or they are listed in keyledger.yaml. */
  regionsAt: isoTime.nullable(),
  problem: scopeProblemView.nullable(),
});
export type FoundAccountView = z.infer<typeof foundAccountView>;

export const foundAccountsQuery = z.strictObject({
  verdict: verdict.optional(),
  limit: pageLimit(50),
  cursor: z.string().max(400).optional(),
});
export type FoundAccountsQuery = z.infer<typeof foundAccountsQuery>;

/** Names of the texts to paste for discovery, as they are saved. */
export const DISCOVERY_FILES = [
  'discovery.json',
  'discovery-trust.json',
  'keyledger-discovery.yaml',
  'keyledger-discovery.tf',
  'dashboard.json',
  'keyledger-roles.yaml',
  'parameters.json',
] as const;
export type DiscoveryFile = (typeof DISCOVERY_FILES)[number];
export const discoveryFile = z.enum(DISCOVERY_FILES);

export const discoveryView = z.strictObject({
  /** null: no accounts are looked for. */
  discovery: discoverySummary.nullable(),
  accounts: z.array(foundAccountView),
  nextCursor: z.string().nullable(),
  /** Where discovery is off: as the roles of keyledger.example.yaml would need them. */
  files: z.array(z.strictObject({ name: discoveryFile, text: z.string() })),
});
export type DiscoverySummary = z.infer<typeof discoverySummary>;
export type DiscoveryView = z.infer<typeof discoveryView>;
