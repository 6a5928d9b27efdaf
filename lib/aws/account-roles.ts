import 'server-only';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';
import { toPartition } from '@/lib/domain/partition';
import type { AwsAccount, AwsOptions } from './aws-options';

/** A configured account as its roles' policies need to know it. All its regions are in one partition (checked at start). */
export const toAccountRoles = (
  { ownAccountId, ownArn, policyLimits }: AwsOptions,
  { accountId, name, regions, roles, externalId }: AwsAccount,
): AccountRoles => ({
  accountId,
  accountName: name,
  partition: toPartition(regions[0] ?? ''),
  regions,
  roles,
  externalId,
  dashboard: ownAccountId === null ? null : { accountId: ownAccountId, arn: ownArn },
  limits: policyLimits,
});
