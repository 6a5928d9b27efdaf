import 'server-only';
import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import type { PolicyLimits } from '@/lib/domain/roles/account-roles';
import type { Log } from '@/lib/domain/ports/context';

export type Act = 'reveal' | 'rotate' | 'recover';

/** One configured account. A role is an ARN; null: none configured for that purpose. */
export interface AwsAccount {
  accountId: string;
  name: string;
  regions: string[];
  roles: Record<'read' | Act, string | null>;
  /** Sent with every AssumeRole of this account, where its trust policy asks for one. */
  externalId: string | null;
}

/** How accounts are found that are not configured, and which roles they are read and acted in with. */
export interface AwsDiscovery {
  organizations: { role: string | null; externalId: string | null };
  /** Where Organizations and STS are asked. */
  homeRegion: string;
  regions: readonly string[] | 'enabled';
  /** Names below their paths, the same in every account. */
  roles: Record<'read' | Act, string | null> & { read: string };
  externalId: string | null;
}

export type BaseCredentials = NonNullable<SecretsManagerClientConfig['credentials']>;

export interface AwsOptions {
  accounts: AwsAccount[];
  /** Absent: no account is found. */
  discovery?: AwsDiscovery | null | undefined;
  /** Absent: no trail is asked. */
  athena?: AthenaSettings | null | undefined;
  /** Absent: no trail's bucket is read. */
  trail?: TrailSettings | null | undefined;
  /** Account of the credentials that Keyledger runs with; null where that is not known. */
  ownAccountId: string | null;
  /** Their ARN, as STS tells it; null where that is not known. */
  ownArn: string | null;
  /** What narrows the policies that are printed for the roles. */
  policyLimits: PolicyLimits;
  /** The demo over an endpoint that has no roles: acts then use the environment's own credentials, and AWS does not know the person. */
  demoOverForeignEndpoint: boolean;
  /** Overrides the endpoint of every service; absent: the SDK's own `AWS_ENDPOINT_URL*`, else AWS. */
  endpointUrl?: string | undefined;
  /** A bucket's name is in the path, as endpoints want that are not AWS's; absent: where `endpointUrl` is stated. */
  bucketsInPath?: boolean | undefined;
  /** Absent: the SDK's default credential chain. */
  credentials?: BaseCredentials | undefined;
  /**
   * Milliseconds to wait for the next turn at a scope's LookupEvents, where several processes share
   * AWS's quota; absent: this process is alone.
   */
  takeLookupTurn?: ((scopeId: string, intervalMilliseconds: number) => Promise<number>) | undefined;
  /** The share of LookupEvents' quota that is used: 0 < x ≤ 1; absent: three quarters. */
  lookupEventsShare?: number | undefined;
  log: Log;
}
