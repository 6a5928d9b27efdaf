import type { Call } from '@/lib/local-aws/call';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { recordSts } from './record-sts';

/** GetCallerIdentity: needs no permission, and no policy can take it away (STS API Reference). */
export function getCallerIdentity(call: Call): JsonObject {
  const { caller } = call;
  recordSts(call, 'GetCallerIdentity', { request: null, response: null });
  if (caller.kind === 'session') {
    const { role, sessionName } = caller.session;
    return { UserId: `${role.roleId}:${sessionName}`, Account: caller.account, Arn: caller.arn };
  }
  const id = caller.user.root === true ? caller.account : caller.user.userId;
  return { UserId: id, Account: caller.account, Arn: caller.arn };
}
