import { stringify } from 'yaml';
import type { AccountRoles, PolicyLimits } from './account-roles';
import { toPolicyRegions, toRoleName } from './account-roles';
import { ROLE_USES } from './role-use';
import { toLogicalName, toStackTemplate } from './stack-template';
import { toPrincipalPatterns } from './trust-statement';

const HOW = `# For one account: aws cloudformation deploy --template-file keyledger-roles.yaml --stack-name keyledger-roles \\
#     --capabilities CAPABILITY_NAMED_IAM --parameter-overrides file://parameters.json
# For many: a StackSet with service-managed permissions over their organizational units, in ONE region (IAM is global),
# with CAPABILITY_NAMED_IAM, and the parameters that differ overridden for each account. The organization's management
# account is in no service-managed StackSet: it needs the stack by itself.
`;

/** The template as YAML, without tags of its own, so that every YAML tool can read it. */
export const toTemplateText = (limits: PolicyLimits): string =>
  HOW + stringify(toStackTemplate(limits), { lineWidth: 0, aliasDuplicateObjects: false });

/** What the template's parameters are in one account, as the AWS command line takes them. */
export function toStackParameters(account: AccountRoles): { ParameterKey: string; ParameterValue: string }[] {
  const { partition, dashboard, accountId } = account;
  const home = dashboard?.accountId ?? accountId;
  // Any principal of that account: the narrowest that is known without its ARN.
  const patterns = (dashboard?.arn && toPrincipalPatterns(dashboard.arn)) || [`arn:${partition}:iam::${home}:*`];
  const roles = ROLE_USES.flatMap((use): [string, string][] => {
    const { name, path } = toRoleName(account, use);
    return [
      [`${toLogicalName(use)}RoleName`, name],
      [`${toLogicalName(use)}RolePath`, path],
    ];
  });
  const values: [string, string][] = [
    ['DashboardAccount', home],
    ['DashboardPrincipals', patterns.join(',')],
    ['ExternalId', account.externalId ?? ''],
    ['Regions', toPolicyRegions(account).join(',')],
    ...roles,
  ];
  return values.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
}
