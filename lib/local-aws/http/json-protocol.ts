import { lookupEvents } from '@/lib/local-aws/cloudtrail/lookup-events';
import { jsonDialect } from '@/lib/local-aws/iam/authenticate';
import type { Operation } from '@/lib/local-aws/operation';
import { describeOrganization } from '@/lib/local-aws/organizations/describe-organization';
import { listAccounts } from '@/lib/local-aws/organizations/list-accounts';
import { secretsManagerOperations } from '@/lib/local-aws/secretsmanager/operations';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { jsonType } from './answer';
import type { Protocol } from './protocol';

const organizations = new Map([listAccounts, describeOrganization].map((operation) => [operation.name, operation]));
const cloudTrail = { service: 'cloudtrail', operations: new Map([[lookupEvents.name, lookupEvents]]) };

/** The prefixes are the services' own targetPrefix (service models); the JavaScript SDK sends CloudTrail's without its package. */
const services = new Map<string, { service: string; operations: ReadonlyMap<string, Operation> }>([
  ['secretsmanager', { service: 'secretsmanager', operations: secretsManagerOperations }],
  ['com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', cloudTrail],
  ['CloudTrail_20131101', cloudTrail],
  ['AWSOrganizationsV20161128', { service: 'organizations', operations: organizations }],
]);

function parseBody(body: Buffer): JsonObject {
  let parsed: unknown;
  try {
    parsed = body.length === 0 ? {} : JSON.parse(body.toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new AwsError('SerializationException', '');
    throw cause;
  }
  if (!isJsonObject(parsed)) throw new AwsError('SerializationException', '');
  return parsed;
}

/** AWS JSON 1.1: the operation in X-Amz-Target, refusals as `__type` and a text. */
export const jsonProtocol: Protocol = {
  dialect: jsonDialect,
  readTarget: (request) => {
    const target = String(request.headers['x-amz-target']);
    const cut = target.lastIndexOf('.');
    const known = services.get(target.slice(0, cut));
    const operation = known?.operations.get(target.slice(cut + 1));
    if (known === undefined || operation === undefined) throw new AwsError('UnknownOperationException', '');
    return {
      service: known.service,
      operation: operation.name,
      quota: operation.quota,
      run: (call) => ({
        status: 200,
        type: jsonType,
        body: JSON.stringify(operation.run(call, parseBody(request.body))),
      }),
    };
  },
  toErrorAnswer: (error, requestId) => {
    const text = error.message === '' ? {} : { [error.memberCase]: error.message };
    return { status: error.status, type: jsonType, body: JSON.stringify({ __type: error.code, ...text }), requestId };
  },
};
