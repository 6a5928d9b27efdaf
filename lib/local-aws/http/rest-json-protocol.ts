import { jsonDialect, type Dialect } from '@/lib/local-aws/iam/authenticate';
import { lambdaRoutes } from '@/lib/local-aws/lambda/operations';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { Protocol } from './protocol';

const type = 'application/json';

/** REST services refuse with 403 what the JSON protocol refuses with 400. */
const dialect: Dialect = Object.fromEntries(
  Object.entries(jsonDialect).map(([name, [code]]) => [name, [code, 403]]),
) as Dialect;

function readPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse the path');
  }
}

function readQuery(query: string): JsonObject {
  const { Marker, MaxItems } = Object.fromEntries(new URLSearchParams(query));
  return { Marker, MaxItems: MaxItems === undefined || !/^\d+$/.test(MaxItems) ? undefined : Number(MaxItems) };
}

/** REST-JSON of Lambda: method and path name the operation, refusals carry their code in X-Amzn-ErrorType. */
export const restJsonProtocol: Protocol = {
  dialect,
  readTarget: ({ method, url }) => {
    const [path = '/', query = ''] = url.split('?');
    const route = lambdaRoutes.find((candidate) => candidate.method === method && candidate.path.test(path));
    if (route === undefined) throw new AwsError('UnknownOperationException', '', { status: 404 });
    const { operation } = route;
    const name = route.path.exec(path)?.[1];
    return {
      service: 'lambda',
      operation: operation.name,
      quota: operation.quota,
      run: (call) => {
        const input = name === undefined ? readQuery(query) : { FunctionName: readPart(name) };
        return { status: 200, type, body: JSON.stringify(operation.run(call, input)) };
      },
    };
  },
  toErrorAnswer: ({ code, message, status, memberCase }, requestId) => ({
    status: code === 'AccessDeniedException' ? 403 : code === 'ThrottlingException' ? 429 : status,
    type,
    body: JSON.stringify({ Type: status >= 500 ? 'Service' : 'User', [memberCase]: message }),
    headers: { 'x-amzn-errortype': code },
    requestId,
  }),
};
