import 'server-only';
import { toPartition } from '@/lib/domain/partition';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';
import type { DiscoveryRoles } from '@/lib/domain/roles/discovery-roles';
import type { Scope } from '@/lib/domain/scope';
import { toAccountRoles } from './account-roles';
import type { AwsDiscovery, AwsOptions } from './aws-options';
import { getAccount, toFoundAccount } from './get-account';

/** What the texts to paste need to know of discovery. */
export const toDiscoveryRoles = (
  { ownAccountId, ownArn, policyLimits }: AwsOptions,
  { organizations, homeRegion, regions, roles, externalId }: AwsDiscovery,
): DiscoveryRoles => ({
  partition: toPartition(homeRegion),
  homeRegion,
  organizations,
  regions,
  roles,
  externalId,
  dashboard: ownAccountId === null ? null : { accountId: ownAccountId, arn: ownArn },
  limits: policyLimits,
});

type Found = Pick<Scope, 'accountId' | 'accountName'> & { regions: readonly string[] };

/** An account that was found, as its roles' policies need to know it. */
export const toFoundRoles = (options: AwsOptions, discovery: AwsDiscovery, found: Found): AccountRoles => ({
  ...toAccountRoles(options, toFoundAccount(discovery, found)),
  regions: found.regions,
  found: true,
  anyRegion: discovery.regions === 'enabled',
});

/** The account of a scope as its roles' policies need to know it, configured or found. */
export function toScopeRoles(options: AwsOptions, scope: Scope): AccountRoles {
  const { accounts, discovery } = options;
  const account = accounts.find(({ accountId }) => accountId === scope.accountId);
  if (account || !discovery) return toAccountRoles(options, account ?? getAccount(options, scope));
  const regions = discovery.regions === 'enabled' ? [scope.region] : discovery.regions;
  return toFoundRoles(options, discovery, { ...scope, regions });
}
