import { parsePrincipalArn } from '@/lib/domain/principal-arn';
import type { AccountRoles } from './account-roles';
import type { DiscoveryRoles } from './discovery-roles';
import { NEVER_VALUES } from './role-statements';
import { ROLE_USES, toDefaultRoleName, type RoleUse } from './role-use';
import { toDocument, type PolicyDocument, type Statement, type TrustStatement } from './statement';
import { toPrincipalPatterns, toTrustStatement } from './trust-statement';

/** Organizations knows no resource for it (service authorization reference). */
export const LIST_ACCOUNTS: Statement = {
  Sid: 'ListAccounts',
  Effect: 'Allow',
  Action: ['organizations:ListAccounts'],
  Resource: '*',
};

/** The role that asks for accounts, where it is and what it is called; as in keyledger.example.yaml where none is named. */
export function toDiscoveryRole({ organizations, dashboard }: Pick<DiscoveryRoles, 'organizations' | 'dashboard'>): {
  accountId: string;
  path: string;
  name: string;
} {
  const parsed = organizations.role === null ? null : parsePrincipalArn(organizations.role);
  if (parsed?.kind === 'role') return parsed;
  return { accountId: dashboard?.accountId ?? NOBODY, path: '/', name: 'keyledger-discovery' };
}

const NOBODY = '000000000000';

/** It may list accounts, and nothing else; and no value, whatever else may be granted to it. */
export const toDiscoveryPolicy = (): PolicyDocument<Statement> => toDocument([LIST_ACCOUNTS, NEVER_VALUES]);

/** Its trust policy, as that of a role that reads. */
export function toDiscoveryTrust(discovery: DiscoveryRoles): PolicyDocument<TrustStatement> {
  const { partition, dashboard, organizations } = discovery;
  const home = dashboard?.accountId ?? toDiscoveryRole(discovery).accountId;
  return toDocument([
    toTrustStatement('read', {
      account: `arn:${partition}:iam::${home}:root`,
      principals: dashboard?.arn ? toPrincipalPatterns(dashboard.arn) : null,
      externalId: organizations.externalId === null ? null : { 'sts:ExternalId': organizations.externalId },
    }),
  ]);
}

/** What stands for every account that is found: the roles are called alike in all of them. */
export function toEveryAccount(discovery: DiscoveryRoles): AccountRoles {
  const { partition, regions, roles, externalId, dashboard, limits } = discovery;
  const { accountId } = toDiscoveryRole(discovery);
  const home = dashboard?.accountId ?? accountId;
  const toArn = (use: RoleUse): string | null =>
    roles[use] === null ? null : `arn:${partition}:iam::${home}:role/${roles[use]}`;
  const [read, reveal, rotate, recover] = ROLE_USES.map(toArn);
  return {
    accountId: home,
    accountName: home,
    partition,
    regions: regions === 'enabled' ? [] : regions,
    found: true,
    anyRegion: regions === 'enabled',
    roles: { read: read ?? null, reveal: reveal ?? null, rotate: rotate ?? null, recover: recover ?? null },
    externalId,
    dashboard,
    limits,
  };
}

/** Where discovery is off: what it would be with the names of keyledger.example.yaml, in the partition of what is read today. */
export function toUsualDiscovery(accounts: readonly AccountRoles[]): DiscoveryRoles {
  const [first] = accounts;
  const partition = first?.partition ?? 'aws';
  const { accountId, path, name } = toDiscoveryRole({ organizations: NO_ROLE, dashboard: first?.dashboard ?? null });
  const [read, reveal, rotate, recover] = ROLE_USES.map(toDefaultRoleName);
  return {
    partition,
    homeRegion: first?.regions[0] ?? 'us-east-1',
    organizations: { role: `arn:${partition}:iam::${accountId}:role${path}${name}`, externalId: null },
    regions: 'enabled',
    roles: { read: read ?? null, reveal: reveal ?? null, rotate: rotate ?? null, recover: recover ?? null },
    externalId: null,
    dashboard: first?.dashboard ?? null,
    limits: { onlyTag: null, rotationFunctions: '*', ...first?.limits, anyRegion: true },
  };
}

const NO_ROLE = { role: null, externalId: null };
