import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toPartition } from '@/lib/domain/partition';
import type { Scope } from '@/lib/domain/scope';
import type { AwsAccount, AwsDiscovery, AwsOptions } from './aws-options';

type Named = Pick<Scope, 'accountId' | 'accountName'>;

/** An account that was found, with the roles that all such accounts have. */
export function toFoundAccount(
  { homeRegion, roles, externalId }: AwsDiscovery,
  { accountId, accountName }: Named,
): AwsAccount {
  const toArn = (role: string | null): string | null =>
    role === null ? null : `arn:${toPartition(homeRegion)}:iam::${accountId}:role/${role}`;
  return {
    accountId,
    name: accountName,
    // Roles are assumed there: it is on in every account, which its other regions need not be.
    regions: [homeRegion],
    roles: {
      read: toArn(roles.read),
      reveal: toArn(roles.reveal),
      rotate: toArn(roles.rotate),
      recover: toArn(roles.recover),
    },
    externalId,
  };
}

/** The account of a scope: as it is configured, else as it was found. Only the store knows which were found, and which left. */
export function getAccount({ accounts, discovery }: AwsOptions, scope: Scope): AwsAccount {
  const account = accounts.find(({ accountId }) => accountId === scope.accountId);
  if (account) return account;
  if (discovery && toPartition(scope.region) === toPartition(discovery.homeRegion))
    return toFoundAccount(discovery, scope);
  throw new AppError('internal', `Account ${scope.accountId} is not in the configuration.`);
}
