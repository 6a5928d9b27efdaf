import { readPolicy } from '@/lib/local-aws/iam/policy';
import type { Role } from '@/lib/local-aws/iam/identity';
import { awsId } from '@/lib/local-aws/seed/hash';
import { isJsonObject } from '@/lib/local-aws/wire/json';
import type { World } from '@/lib/local-aws/world/world';

/** A policy document as IAM keeps it. */
export function toPolicy(document: object) {
  const parsed: unknown = JSON.parse(JSON.stringify(document));
  if (!isJsonObject(parsed)) throw new Error('no policy document');
  return readPolicy(parsed);
}

/** A role with exactly these two documents; one that stands under the ARN is replaced. */
export function addRole(world: World, { arn, trust, policy }: { arn: string; trust: object; policy: object }): Role {
  const [, , , , account = ''] = arn.split(':');
  const role: Role = {
    account,
    arn,
    roleName: arn.slice(arn.lastIndexOf('/') + 1),
    roleId: awsId('AROA', arn),
    trust: toPolicy(trust),
    policies: [toPolicy(policy)],
    maxSessionSeconds: 3600,
  };
  world.roles.set(arn, role);
  return role;
}
