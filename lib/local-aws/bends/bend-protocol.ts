import type { Call } from '@/lib/local-aws/call';
import type { Protocol, Target } from '@/lib/local-aws/http/protocol';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import type { SignedRequest } from '@/lib/local-aws/wire/signature';
import type { Bend } from './bend';
import { memberBends } from './bend-members';
import { pageBends } from './bend-pages';
import { bendRefusal, pageOf } from './bend-refusal';
import { rotationBends } from './bend-rotation';

const bendings = { ...memberBends, ...pageBends, ...rotationBends };

const missing: Partial<Record<Bend, string>> = {
  'no-lookup-events': 'LookupEvents',
  'closes-on-unknown': 'LookupEvents',
  'describe-missing': 'DescribeSecret',
  'cancel-missing': 'CancelRotateSecret',
};

function toJson(text: string): JsonObject {
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return isJsonObject(parsed) ? parsed : {};
}

/** The operation behind every bend of JSON calls that is on; the last that is named stands nearest to the caller. */
function ask(active: ReadonlySet<Bend>, protocol: Protocol, request: SignedRequest, call: Call, operation: string) {
  let chain = (input: JsonObject): JsonObject => {
    const body = Buffer.from(JSON.stringify(input));
    return toJson(
      protocol
        .readTarget({ ...request, body })
        .run(call)
        .body.toString(),
    );
  };
  for (const bend of active) {
    const bending = bendings[bend];
    const inner = chain;
    if (bending) chain = (input) => bending({ call, operation, input, ask: inner });
  }
  return chain(toJson(request.body.toString()));
}

function bendTarget(active: ReadonlySet<Bend>, protocol: Protocol, request: SignedRequest): Target {
  const target = protocol.readTarget(request);
  const { operation, service } = target;
  if ([...active].some((bend) => missing[bend] === operation)) throw new AwsError('UnknownOperationException', '');
  if (active.has('lookup-events-500') && operation === 'LookupEvents') return { ...target, run: () => pageOf(500) };
  if (service === 'secretsmanager' || service === 'cloudtrail')
    return {
      ...target,
      run: (call) => ({
        status: 200,
        type: 'application/x-amz-json-1.1',
        body: JSON.stringify(ask(active, protocol, request, call, operation)),
      }),
    };
  if (service !== 'sts') return target;
  if (active.has('sts-missing')) return { ...target, run: () => pageOf(404) };
  if (!active.has('account-zeros')) return target;
  return {
    ...target,
    run: (call) => {
      const answer = target.run(call);
      return { ...answer, body: answer.body.toString().replaceAll(call.caller.account, '000000000000') };
    },
  };
}

/** A protocol as an imitator of AWS speaks it; with no bend on, the protocol itself. */
export function bendProtocol(bends: readonly Bend[], protocol: Protocol): Protocol {
  if (bends.length === 0) return protocol;
  const active = new Set(bends);
  return {
    dialect: protocol.dialect,
    readTarget: (request) => bendTarget(active, protocol, request),
    toErrorAnswer: (error, requestId) => bendRefusal(active, error, protocol.toErrorAnswer(error, requestId)),
  };
}
