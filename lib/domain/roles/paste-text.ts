import type { AccountRoles } from './account-roles';
import { toPolicyText, toRolePolicy, toTrustPolicy } from './role-documents';
import type { RoleUse } from './role-use';

/** What to paste where a role is missing: its two policies, and where to name it. */
export const toPasteText = (use: RoleUse, account: AccountRoles): string =>
  [
    `1. Policy of the ${use} role in account ${account.accountId}:`,
    toPolicyText(toRolePolicy(use, account)),
    '2. Its trust policy:',
    toPolicyText(toTrustPolicy(use, account)),
    account.found
      ? `3. In keyledger.yaml, under discovery: roles.${use}: <name of the role, the same in every account>`
      : `3. In keyledger.yaml, under the account ${account.accountId}: roles.${use}: <ARN of the role>`,
  ].join('\n\n');
