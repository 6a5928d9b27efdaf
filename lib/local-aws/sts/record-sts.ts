import type { Call } from '@/lib/local-aws/call';
import { leaveRecord } from '@/lib/local-aws/cloudtrail/leave-record';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { JsonObject } from '@/lib/local-aws/wire/json';

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
  const record = {
    requestId: call.requestId,
    time: call.now,
    region,
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
  };
  leaveRecord(call.world, record, roleAccount);
}

/** Acts and leaves the record of how it went: `shown` is what it shows of the answer. */
export function recording(
  call: Call,
  name: string,
  target: Omit<Outcome, 'response' | 'error'>,
  act: () => { answer: JsonObject; shown: JsonObject | null },
): JsonObject {
  try {
    const { answer, shown } = act();
    recordSts(call, name, { ...target, response: shown });
    return answer;
  } catch (error) {
    if (error instanceof AwsError) recordSts(call, name, { ...target, response: null, error });
    throw error;
  }
}
