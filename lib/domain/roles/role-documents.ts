import { toViaServices } from '@/lib/domain/partition';
import { toPolicyRegions, type AccountRoles } from './account-roles';
import { toRoleStatements } from './role-statements';
import type { RoleUse } from './role-use';
import { toDocument, type PolicyDocument, type Statement, type TrustStatement } from './statement';
import { toPrincipalPatterns, toTrustStatement } from './trust-statement';

/** A role's own policy, for an account as it is configured. */
export const toRolePolicy = (use: RoleUse, account: AccountRoles): PolicyDocument<Statement> => {
  const { partition, accountId, limits } = account;
  const regions = toPolicyRegions(account);
  return toDocument(
    toRoleStatements(use, { partition, accountId, regions, viaServices: toViaServices(partition, '*'), limits }),
  );
};

/** Its trust policy: the very principal that Keyledger runs as where that is known, else its account. */
export function toTrustPolicy(
  use: RoleUse,
  account: Pick<AccountRoles, 'partition' | 'accountId' | 'dashboard' | 'externalId'>,
): PolicyDocument<TrustStatement> {
  const { partition, dashboard, externalId } = account;
  return toDocument([
    toTrustStatement(use, {
      account: `arn:${partition}:iam::${dashboard?.accountId ?? account.accountId}:root`,
      principals: dashboard?.arn ? toPrincipalPatterns(dashboard.arn) : null,
      externalId: externalId === null ? null : { 'sts:ExternalId': externalId },
    }),
  ]);
}

/** A document as people paste it. */
export const toPolicyText = (document: object): string => JSON.stringify(document, null, 2);
