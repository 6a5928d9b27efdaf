import { jsonDialect, type Dialect } from '@/lib/local-aws/iam/authenticate';
import { accountRoutes } from '@/lib/local-aws/account/routes';
import { lambdaRoutes } from '@/lib/local-aws/lambda/operations';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { parseBody } from './parse-body';
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

const routes = [...lambdaRoutes, ...accountRoutes];

/** REST-JSON: method and path name the operation, refusals carry their code in X-Amzn-ErrorType. */
export const restJsonProtocol: Protocol = {
  dialect,
  readTarget: ({ method, url, body }) => {
    const [path = '/', query = ''] = url.split('?');
    const route = routes.find((candidate) => candidate.method === method && candidate.path.test(path));
    if (route === undefined) throw new AwsError('UnknownOperationException', '', { status: 404 });
    const { operation, service } = route;
    const named = route.path.exec(path)?.[1];
    return {
      service,
      operation: operation.name,
      quota: operation.quota,
      run: (call) => {
        const input = route.read({ named: named && readPart(named), query, body: () => parseBody(body) });
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
