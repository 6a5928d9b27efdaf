import { toRoleArn, type AccountRoles } from './account-roles';
import { LIST_ACCOUNTS } from './discovery-documents';
import type { DiscoveryRoles } from './discovery-roles';
import { toRolePolicy } from './role-documents';
import { NEVER_VALUES } from './role-statements';
import { ROLE_USES } from './role-use';
import { toDocument, type PolicyDocument, type Statement } from './statement';

/** IAM quotas: a managed policy, without white space. */
export const LONGEST_POLICY = 6_144;

/**
 * What Keyledger itself runs with: it may assume the roles of every account and name the person, and can
 * read no value, even of its own account. Where an account has no read role, it reads that one itself.
 * With so many accounts that their roles fill a policy, the roles are named for any account: their
 * trust policies, which name Keyledger, still decide. `others`: ARNs of roles that are of no account's own use.
 */
export function toDashboardPolicy(
  accounts: readonly AccountRoles[],
  discovery: DiscoveryRoles | null = null,
  others: readonly string[] = [],
): PolicyDocument<Statement> {
  const stated = accounts.flatMap((account) =>
    ROLE_USES.filter((use) => use !== 'read' || account.roles.read !== null).map((use) => toRoleArn(account, use)),
  );
  const arns = [...stated, ...(discovery ? toFoundArns(discovery) : []), ...others];
  const asking = discovery && discovery.organizations.role === null ? [LIST_ACCOUNTS] : [];
  const reading = accounts
    .filter(
      ({ roles, dashboard, accountId }) => roles.read === null && (dashboard?.accountId ?? accountId) === accountId,
    )
    .flatMap(toOwnReading);
  const itself = [...asking, ...reading];
  const exact = toPolicy(arns, itself);
  if (JSON.stringify(exact).length <= LONGEST_POLICY) return exact;
  return toPolicy([...new Set(arns.map((arn) => arn.replace(/::\d{12}:/, '::*:')))], itself);
}

/** Accounts that are found have the same roles: the trust policies, which name Keyledger and its external id, decide in which it is let in. */
const toFoundArns = ({ partition, organizations, roles }: DiscoveryRoles): string[] => [
  ...(organizations.role === null ? [] : [organizations.role]),
  ...ROLE_USES.flatMap((use) => (roles[use] === null ? [] : [`arn:${partition}:iam::*:role/${roles[use]}`])),
];

const toPolicy = (arns: readonly string[], itself: readonly Statement[]): PolicyDocument<Statement> =>
  toDocument([
    ...(arns.length === 0
      ? []
      : [
          {
            Sid: 'AssumeRolesAsPeople',
            Effect: 'Allow' as const,
            Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
            Resource: arns,
          },
        ]),
    ...itself,
    NEVER_VALUES,
  ]);

/** Statement ids are unique within a policy. */
const toOwnReading = (account: AccountRoles, index: number): Statement[] =>
  toRolePolicy('read', account)
    .Statement.filter(({ Effect }) => Effect === 'Allow')
    .map((statement) => ({ ...statement, Sid: index === 0 ? statement.Sid : `${statement.Sid}${index + 1}` }));
