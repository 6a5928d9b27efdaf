import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, type Json, type JsonObject } from '@/lib/local-aws/wire/json';
import type { World } from '@/lib/local-aws/world/world';
import type { Role, User } from './identity';
import { PolicySyntaxError, readPolicy, type Policy } from './policy';

function findIdentity(world: World, arn: Json | undefined): Role | User | undefined {
  const role = typeof arn === 'string' ? world.roles.get(arn) : undefined;
  if (role !== undefined) return role;
  for (const { user } of world.keys.values()) if (user.arn === arn) return user;
  return undefined;
}

/** `null` takes the policy away; anything else that is no document is refused. */
function toPolicy(document: Json, what: string): Policy | undefined {
  if (document === null) return undefined;
  try {
    if (isJsonObject(document)) return readPolicy(document);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw new AwsError('invalid', `${what}: ${error.message}`);
  }
  throw new AwsError('invalid', `${what} is a policy document or null`);
}

/**
 * `{ arn, policy?, boundary? }`: what a user or role may do from now on; `{ account, controlPolicy }`: what an account may
 * do at most. Documents are JSON; null takes one away.
 */
export function setPolicies(world: World, body: JsonObject): JsonObject {
  const { arn, account, policy, boundary, controlPolicy } = body;
  if (typeof account === 'string' && controlPolicy !== undefined) {
    const control = toPolicy(controlPolicy, 'controlPolicy');
    world.controlPolicies.set(account, control === undefined ? [] : [control]);
    return { account };
  }
  const identity = findIdentity(world, arn);
  if (identity === undefined) throw new AwsError('not_found', 'arn names no user and no role here', { status: 404 });
  const [own, limit] = [policy, boundary].map((document, at) =>
    document === undefined ? undefined : { is: toPolicy(document, at === 0 ? 'policy' : 'boundary') },
  );
  if (own !== undefined) identity.policies = own.is === undefined ? [] : [own.is];
  if (limit !== undefined) identity.boundary = limit.is;
  return { arn: identity.arn };
}
