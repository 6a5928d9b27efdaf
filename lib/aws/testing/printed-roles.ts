import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';
import { toDashboardPolicy } from '@/lib/domain/roles/dashboard-policy';
import { toRolePolicy, toTrustPolicy } from '@/lib/domain/roles/role-documents';
import { ROLE_USES, type RoleUse } from '@/lib/domain/roles/role-use';
import { addRole, toPolicy } from '@/lib/local-aws/testing/add-role';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import type { World } from '@/lib/local-aws/world/world';
import { toOptions } from './test-options';

const EVERYTHING = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export interface PrintedRoles {
  options: AwsOptions;
  account: AccountRoles;
  /** Puts a role in place again, with what is changed of its documents. */
  put(use: RoleUse, change?: { trust?: object; policy?: object }): void;
}

interface What {
  url: string;
  change?: Partial<AccountRoles>;
  /** The dashboard is the session of a role, not a user. */
  asRole?: boolean;
}

/** Another account whose roles are exactly the printed ones, and a dashboard with exactly its printed policy. */
export function putPrintedRoles(world: World, { url, change = {}, asRole = false }: What): PrintedRoles {
  const partition = change.partition ?? 'aws';
  const accountId = change.accountId ?? '222233334444';
  const arn = (use: RoleUse): string => `arn:${partition}:iam::${accountId}:role/security/printed-${use}`;
  const roles = { read: arn('read'), reveal: arn('reveal'), rotate: arn('rotate'), recover: arn('recover') };
  const account: AccountRoles = {
    accountId,
    accountName: 'shared-staging',
    partition,
    regions: ['eu-west-1'],
    roles,
    externalId: 'keyledger-5f0c',
    dashboard: { accountId: '111122223333', arn: null },
    limits: { onlyTag: null, rotationFunctions: '*' },
    ...change,
  };
  const { user, keys } = makeUser(
    world,
    [],
    partition === 'aws' ? {} : { arn: `arn:${partition}:iam::111122223333:user/printed` },
  );
  const session = `arn:${partition}:sts::111122223333:assumed-role/keyledger/i-0abc`;
  const named = { ...account, dashboard: { accountId: '111122223333', arn: asRole ? session : user.arn } };
  user.policies = [toPolicy(asRole ? EVERYTHING : toDashboardPolicy([named]))];
  if (asRole)
    addRole(world, {
      arn: `arn:${partition}:iam::111122223333:role/machines/keyledger`,
      trust: { Statement: [{ ...EVERYTHING.Statement[0], Resource: undefined, Principal: { AWS: user.arn } }] },
      policy: toDashboardPolicy([named]),
    });
  const put: PrintedRoles['put'] = (use, documents = {}) =>
    void addRole(world, {
      arn: roles[use],
      trust: documents.trust ?? toTrustPolicy(use, named),
      policy: documents.policy ?? toRolePolicy(use, named),
    });
  for (const use of ROLE_USES) put(use);
  const options = toOptions(url, {
    accounts: [
      { accountId, name: account.accountName, regions: [...account.regions], roles, externalId: account.externalId },
    ],
    ownAccountId: '111122223333',
    ownArn: named.dashboard.arn,
    policyLimits: account.limits,
    credentials: keys,
  });
  return { options, account: named, put };
}
