import { parsePrincipalArn } from '@/lib/domain/principal-arn';
import { toDefaultRoleName, type RoleUse } from './role-use';

/** What narrows the acts' policies further, from keyledger.yaml. */
export interface PolicyLimits {
  /** Acts only on secrets that carry it; null: on all of the account's. */
  onlyTag: { key: string; value: string } | null;
  /** Names of the rotation functions, with `*` and `?` as IAM has them; `*`: all of the account's. */
  rotationFunctions: string;
  /** Accounts that are found are read in whatever regions they have enabled, which their read role lists. */
  anyRegion?: boolean;
}

/** Whose credentials Keyledger runs with. */
export interface Dashboard {
  accountId: string;
  /** As STS told it (GetCallerIdentity); null: not known. */
  arn: string | null;
}

/** One configured account, as its roles' policies need to know it. */
export interface AccountRoles {
  accountId: string;
  accountName: string;
  partition: string;
  regions: readonly string[];
  /** It is not listed in keyledger.yaml: discovery says what its roles are called. */
  found?: boolean;
  /** It is read in whatever regions it has enabled. */
  anyRegion?: boolean;
  /** ARNs; null: none configured. */
  roles: Readonly<Record<RoleUse, string | null>>;
  externalId: string | null;
  /** null: not known. */
  dashboard: Dashboard | null;
  limits: PolicyLimits;
}

/** A role's path and name; those of the example where none is configured. */
export function toRoleName(account: Pick<AccountRoles, 'roles'>, use: RoleUse): { path: string; name: string } {
  const arn = account.roles[use];
  const parsed = arn === null ? null : parsePrincipalArn(arn);
  return parsed?.kind === 'role' ? parsed : { path: '/', name: toDefaultRoleName(use) };
}

/** What its policies let it be asked in: a region that is enabled tomorrow needs no other policy. */
export const toPolicyRegions = ({
  regions,
  anyRegion,
}: Pick<AccountRoles, 'regions' | 'anyRegion'>): readonly string[] => (anyRegion ? ['*'] : regions);

/** The ARN that is configured, or the one that a role made by these policies has. */
export function toRoleArn(account: AccountRoles, use: RoleUse): string {
  const { path, name } = toRoleName(account, use);
  return `arn:${account.partition}:iam::${account.accountId}:role${path}${name}`;
}
