import type { Call } from '@/lib/local-aws/call';
import type { Caller } from '@/lib/local-aws/iam/identity';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { recordSts } from './record-sts';

function userIdOf(caller: Caller): string {
  if (caller.kind === 'session') return `${caller.session.role.roleId}:${caller.session.sessionName}`;
  if (caller.kind === 'federated') return `${caller.account}:${caller.name}`;
  return caller.user.root === true ? caller.account : caller.user.userId;
}

/** GetCallerIdentity: needs no permission, and no policy can take it away (STS API Reference). */
export function getCallerIdentity(call: Call): JsonObject {
  const { caller } = call;
  recordSts(call, 'GetCallerIdentity', { request: null, response: null });
  return { UserId: userIdOf(caller), Account: caller.account, Arn: caller.arn };
}
