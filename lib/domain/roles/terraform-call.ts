import type { AccountRoles } from './account-roles';
import { toPolicyRegions, toRoleName } from './account-roles';
import { expression, toHcl, toLiteral } from './hcl';
import { ROLE_USES } from './role-use';
import { toPrincipalPatterns } from './trust-statement';

const literal = (text: string) => expression(toLiteral(text));

/** The module's call for one account: its provider, to be given rights there, and what the module needs to know. */
export function toTerraformCall(account: AccountRoles): string {
  const { accountId, partition, dashboard, regions } = account;
  const home = dashboard?.accountId ?? accountId;
  const patterns = (dashboard?.arn && toPrincipalPatterns(dashboard.arn)) || [`arn:${partition}:iam::${home}:*`];
  const provider = {
    alias: literal(`account_${accountId}`),
    region: literal(regions[0] ?? ''),
    allowed_account_ids: [accountId],
  };
  const call = {
    source: './keyledger-roles',
    providers: { aws: expression(`aws.account_${accountId}`) },
    dashboard_account: home,
    dashboard_principals: patterns.map(literal),
    external_id: literal(account.externalId ?? ''),
    regions: toPolicyRegions(account).map(literal),
    roles: Object.fromEntries(
      ROLE_USES.map((use) => {
        const { name, path } = toRoleName(account, use);
        return [use, { name: literal(name), path: literal(path) }];
      }),
    ),
  };
  const head = '# Give the provider a way in (profile or assume_role): it makes IAM roles in that account.';
  return `${head}\nprovider "aws" ${toHcl(provider)}\n\nmodule "keyledger_${accountId}" ${toHcl(call)}\n`;
}
