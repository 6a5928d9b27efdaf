import { readPolicy } from '@/lib/local-aws/iam/policy';
import { isJsonObject } from '@/lib/local-aws/wire/json';
import { addUser, type World } from '@/lib/local-aws/world/world';
import { awsId } from './hash';
import { adminOf, dashboardUser, discoveryRole, partnerRole, rolesOf, viewerUser } from './identities';
import { planAccounts } from './plan-places';

function toPolicy(statements: object[]) {
  const document: unknown = JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  return readPolicy(isJsonObject(document) ? document : {});
}

/** Puts accounts, users and roles into a world. */
export function addIdentities(world: World): void {
  const accounts = planAccounts(world.options.accounts);
  for (const { id, name } of accounts) world.accounts.set(id, name);
  const users = [dashboardUser, ...accounts.map(({ id }, index) => adminOf(id, index + 1)), viewerUser];
  const roles = [...accounts.flatMap(({ id }) => rolesOf(id)), discoveryRole, partnerRole].filter(({ account }) => world.accounts.has(account)); // prettier-ignore
  for (const { account, userName, accessKeyId, secretAccessKey, policy } of users)
    addUser(world, {
      account,
      userName,
      arn: `arn:aws:iam::${account}:user/${userName}`,
      userId: awsId('AIDA', `${account} ${userName}`),
      policies: [toPolicy(policy)],
      keys: [{ accessKeyId, secretAccessKey }],
    });
  for (const { account, roleName, trust, policy } of roles) {
    const arn = `arn:aws:iam::${account}:role/${roleName}`;
    const roleId = awsId('AROA', arn);
    const parts = { trust: toPolicy(trust), policies: [toPolicy(policy)] };
    world.roles.set(arn, { account, arn, roleName, roleId, ...parts, maxSessionSeconds: 3600 });
  }
}
