import 'server-only';
import { ROLE_FILES, type RoleFile } from '@/lib/contract/accounts';
import type { Context } from '@/lib/domain/ports/context';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';
import { toDashboardPolicy } from '@/lib/domain/roles/dashboard-policy';
import { toPolicyText, toRolePolicy, toTrustPolicy } from '@/lib/domain/roles/role-documents';
import { toStackParameters, toTemplateText } from '@/lib/domain/roles/stack-texts';
import { toTerraformCall } from '@/lib/domain/roles/terraform-call';
import { toTerraformModule } from '@/lib/domain/roles/terraform-module';

/** The roles that ask Athena and read a trail's bucket, where there are any. */
export const toTrailRoles = ({ athena, trail }: Context['config']): string[] => [
  ...new Set([athena?.role, trail?.role].filter((role) => role !== null && role !== undefined)),
];

/** What Keyledger itself runs with: one policy for all accounts, listed and found. */
const toDashboardText = ({ aws, config }: Pick<Context, 'aws' | 'config'>): string =>
  toPolicyText(toDashboardPolicy(aws.accounts(), aws.discovery(), toTrailRoles(config)));

/** One text to paste for an account. */
export function toRoleFile(ctx: Pick<Context, 'aws' | 'config'>, file: RoleFile, account: AccountRoles): string {
  switch (file) {
    case 'dashboard.json':
      return toDashboardText(ctx);
    case 'keyledger-roles.yaml':
      return toTemplateText(account.limits);
    case 'parameters.json':
      return toPolicyText(toStackParameters(account));
    case 'keyledger-roles.tf':
      return toTerraformModule(account.limits);
    case 'account.tf':
      return toTerraformCall(account);
    case 'read.json':
    case 'reveal.json':
    case 'rotate.json':
    case 'recover.json':
      return toPolicyText(toRolePolicy(USES[file], account));
    case 'read-trust.json':
    case 'reveal-trust.json':
    case 'rotate-trust.json':
    case 'recover-trust.json':
      return toPolicyText(toTrustPolicy(TRUSTS[file], account));
  }
}

const USES = {
  'read.json': 'read',
  'reveal.json': 'reveal',
  'rotate.json': 'rotate',
  'recover.json': 'recover',
} as const;
const TRUSTS = {
  'read-trust.json': 'read',
  'reveal-trust.json': 'reveal',
  'rotate-trust.json': 'rotate',
  'recover-trust.json': 'recover',
} as const;

export const toRoleFiles = (ctx: Pick<Context, 'aws' | 'config'>, account: AccountRoles) =>
  ROLE_FILES.map((name) => ({ name, text: toRoleFile(ctx, name, account) }));
