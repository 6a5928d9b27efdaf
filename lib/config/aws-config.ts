import 'server-only';
import type { DiscoverySettings } from '@/lib/domain/discovery/discovery-settings';
import type { Dashboard, PolicyLimits } from '@/lib/domain/roles/account-roles';

/** What an account's roles are for; null: none configured, and the act is refused with the policy to paste. */
export interface AccountRoles {
  /** Listing and history; null: the credentials that Keyledger runs with. */
  read: string | null;
  reveal: string | null;
  rotate: string | null;
  recover: string | null;
}

export interface AccountConfig {
  /** Twelve digits. */
  id: string;
  name: string;
  regions: string[];
  roles: AccountRoles;
  externalId: string | null;
}

/** Accounts that AWS Organizations is asked for. */
export interface DiscoveryConfig extends DiscoverySettings {
  /** Of the management account or a delegated administrator; `role` null: the credentials that Keyledger runs with. */
  organizations: { role: string | null; externalId: string | null };
  /** Names of the roles in every account that is found, below their paths. */
  roles: AccountRoles & { read: string };
  externalId: string | null;
}

/** The SDK's own `AWS_ENDPOINT_URL*`, checked: https, or http on loopback. null: AWS's own. */
export interface AwsEndpoints {
  all: string | null;
  secretsManager: string | null;
  cloudTrail: string | null;
  sts: string | null;
}

export interface AwsConfig {
  endpoints: AwsEndpoints;
  /** AWS_REGION, where it is stated. */
  region: string | null;
  /** Empty until the caller's own account is known (no keyledger.yaml). */
  accounts: AccountConfig[];
  /** null: no others are looked for. */
  discovery: DiscoveryConfig | null;
  /** Whose credentials Keyledger runs with, where AWS told the supervisor. */
  caller: Dashboard | null;
  /** What narrows the policies that Settings prints. */
  policyLimits: PolicyLimits;
  /** Acts without a role use the environment's own credentials: only in the demo over a foreign endpoint. */
  ownCredentials: boolean;
}
