import type { Call } from '@/lib/local-aws/call';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation, type Operation } from '@/lib/local-aws/operation';
import type { RestRoute } from '@/lib/local-aws/rest-route';
import { uuidOf } from '@/lib/local-aws/seed/hash';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, required, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { listFunctions, nameOfFunction, toConfiguration, toFunctionArn, toFunctionPolicy, type LambdaFunction } from './function'; // prettier-ignore

const source = 'lambda.amazonaws.com';
const quota = (name: string) => ({ group: `lambda ${name}`, perSecond: 100 });
const missing = (message: string) =>
  new AwsError('ResourceNotFoundException', message, { status: 404, modelled: true });

function reachFunction(call: Call, operation: string, id: string): LambdaFunction {
  const arn = toFunctionArn(call.scope, id);
  const [, , , region, owner = ''] = arn.split(':');
  const settings = owner === call.scope.account && region === call.scope.region ? call.scope.functions.get(arn) : undefined;
  authorize(call, { action: `lambda:${operation}`, resource: arn, shown: arn, owner, context: {} });
  if (settings === undefined) throw missing(`Function not found: ${arn}`);
  return { arn, name: nameOfFunction(arn), settings };
} // prettier-ignore

const named = { FunctionName: required(text({ min: 1, max: 170 }), '') };

/** `dated`: the API's date that CloudTrail appends to the operation's name (Lambda Developer Guide, "Logging with CloudTrail"). */
const reading = (name: string, dated: string, answer: (fn: LambdaFunction) => JsonObject) =>
  defineOperation({
    name,
    trailName: `${name}${dated}`,
    source,
    readOnly: true,
    quota: quota(name),
    input: named,
    shows: ['FunctionName'],
    resource: () => undefined,
    act: (call, { FunctionName }) => answer(reachFunction(call, name, FunctionName)),
  });

const getFunctionConfiguration = reading('GetFunctionConfiguration', '20150331v2', toConfiguration);

const concurrencyOf = ({ settings }: LambdaFunction): JsonObject =>
  settings.reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: settings.reservedConcurrency };

const getFunction = reading('GetFunction', '20150331v2', (fn) => ({
  Configuration: toConfiguration(fn),
  Code: { RepositoryType: 'S3' },
  Concurrency: fn.settings.reservedConcurrency === undefined ? undefined : concurrencyOf(fn),
}));

const getPolicy = reading('GetPolicy', '20150331v2', (fn) => {
  const policy = toFunctionPolicy(fn);
  if (policy === undefined) throw missing('The resource you requested does not exist.');
  return { Policy: policy, RevisionId: uuidOf(`policy ${fn.arn}`) };
});

const getFunctionConcurrency = reading('GetFunctionConcurrency', '', concurrencyOf);

const listAll = defineOperation({
  name: 'ListFunctions',
  trailName: 'ListFunctions20150331',
  source,
  readOnly: true,
  quota: quota('ListFunctions'),
  input: { Marker: text(), MaxItems: integer({ min: 1, max: 10_000 }) },
  shows: ['Marker', 'MaxItems'],
  resource: () => undefined,
  act: (call, { Marker, MaxItems = 50 }) => {
    const { scope, world } = call;
    authorize(call, { action: 'lambda:ListFunctions', resource: '*', owner: scope.account, context: {} });
    const start = Marker === undefined ? 0 : openToken(world.seal, 'functions', Marker)?.start;
    if (typeof start !== 'number')
      throw new AwsError('InvalidParameterValueException', 'Invalid Marker', { modelled: true });
    const all = listFunctions(scope);
    const end = start + Math.min(MaxItems, 50);
    return {
      Functions: all.slice(start, end).map(toConfiguration),
      NextMarker: end < all.length ? sealToken(world.seal, 'functions', { start: end }) : undefined,
    };
  },
});

function readQuery(query: string): JsonObject {
  const { Marker, MaxItems } = Object.fromEntries(new URLSearchParams(query));
  return { Marker, MaxItems: MaxItems === undefined || !/^\d+$/.test(MaxItems) ? undefined : Number(MaxItems) };
}

const of = (operation: Operation, path: string): RestRoute => ({
  service: 'lambda',
  method: 'GET',
  path: new RegExp(`^${path}/?$`),
  operation,
  read: ({ named: id, query }) => (id === undefined ? readQuery(query) : { FunctionName: id }),
});

/** The part of Lambda (2015-03-31) that is spoken here: what tells of a rotation function. */
export const lambdaRoutes: readonly RestRoute[] = [
  of(listAll, '/2015-03-31/functions'),
  of(getFunctionConfiguration, '/2015-03-31/functions/([^/]+)/configuration'),
  of(getPolicy, '/2015-03-31/functions/([^/]+)/policy'),
  of(getFunctionConcurrency, '/2019-09-30/functions/([^/]+)/concurrency'),
  of(getFunction, '/2015-03-31/functions/([^/]+)'),
];
