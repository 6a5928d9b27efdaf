import { jsonDialect } from '@/lib/local-aws/iam/authenticate';
import type { JsonService } from '@/lib/local-aws/json-service';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { jsonType } from './answer';
import { jsonServices } from './json-services';
import { parseBody } from './parse-body';
import type { Protocol } from './protocol';

const byPrefix: ReadonlyMap<string, JsonService> = new Map(
  jsonServices.flatMap((service) => service.targetPrefixes.map((prefix) => [prefix, service] as const)),
);

/** AWS JSON 1.1: the operation in X-Amz-Target, refusals as `__type` and a text. */
export const jsonProtocol: Protocol = {
  dialect: jsonDialect,
  readTarget: (request) => {
    const target = String(request.headers['x-amz-target']);
    const cut = target.lastIndexOf('.');
    const known = byPrefix.get(target.slice(0, cut));
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
