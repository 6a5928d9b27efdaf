import { randomUUID } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import { toApiEvent } from '@/lib/local-aws/cloudtrail/api-record';
import type { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { scopeOf } from '@/lib/local-aws/world/world';

type Outcome = {
  request: JsonObject | null;
  response: JsonObject | null;
  error?: AwsError;
  roleAccount?: string;
  roleArn?: string;
};

/** The record of a call to STS; assuming another account's role leaves a copy there under the same sharedEventID (aws-facts §2.4). */
export function recordSts(call: Call, name: string, outcome: Outcome): void {
  const { region } = call.scope;
  const { error, roleAccount, roleArn } = outcome;
  const crosses =
    roleAccount !== undefined && roleAccount !== call.caller.account && call.world.accounts.has(roleAccount);
  const sharedId = crosses ? randomUUID() : undefined;
  for (const account of crosses && roleAccount !== undefined
    ? [call.caller.account, roleAccount]
    : [call.caller.account]) {
    const event = toApiEvent({
      id: randomUUID(),
      requestId: call.requestId,
      time: call.now,
      region,
      recipient: account,
      source: 'sts.amazonaws.com',
      name,
      readOnly: true,
      caller: call.caller,
      sourceIp: call.sourceIp,
      userAgent: call.userAgent,
      error: error && { code: error.trailCode, message: error.message },
      // STS's own denials show neither parameters nor answer (real record, aws-facts §2.3).
      request: error?.code === 'AccessDenied' ? null : outcome.request,
      response: outcome.response,
      resource: roleArn === undefined ? undefined : { type: 'AWS::IAM::Role', names: [roleArn] },
      sharedId,
    });
    scopeOf(call.world, account, region).trail.live.push(event);
  }
}
