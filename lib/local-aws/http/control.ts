import { readFault } from '@/lib/local-aws/faults/read-fault';
import { setPolicies } from '@/lib/local-aws/iam/control-policies';
import { setRegion } from '@/lib/local-aws/account/region-options';
import { setKey } from '@/lib/local-aws/kms/control-key';
import { setMembership } from '@/lib/local-aws/organizations/membership';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { flag, integer, oneOf, readInput, required, text } from '@/lib/local-aws/wire/fields';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { findSecret } from '@/lib/local-aws/world/find-secret';
import { breakages, templates } from '@/lib/local-aws/world/function-settings';
import { rotationSteps, type RotationOutcome } from '@/lib/local-aws/world/secret';
import { scopeOf, type World } from '@/lib/local-aws/world/world';

function addFault(world: World, body: JsonObject): JsonObject {
  world.faults.push(readFault(body));
  return { faults: world.faults.length };
}

/** `{ secretId, account, region, outcome: "success" | "fail", step?, hang?, always? }`: how its next rotation ends. */
function setRotation(world: World, body: JsonObject): JsonObject {
  const input = readInput(
    {
      secretId: required(text({ min: 1 }), ''),
      account: required(text(), ''),
      region: required(text(), ''),
      outcome: oneOf(['success', 'fail']),
      step: oneOf(rotationSteps),
      hang: flag,
      always: flag,
    },
    body,
  );
  const { secret } = findSecret(world, scopeOf(world, input.account, input.region), input.secretId);
  if (secret === undefined) throw new AwsError('not_found', `no secret ${input.secretId}`, { status: 404 });
  const step = input.step ?? 'testSecret';
  let outcome: RotationOutcome = {};
  if (input.hang === true) outcome = { hangAt: step };
  else if (input.outcome === 'fail') outcome = { failAt: step };
  if (input.always === true) secret.outcome = outcome;
  else secret.nextOutcome = outcome;
  return { arn: secret.arn, outcome };
}

/**
 * `{ functionArn, invocable?, timeoutSeconds?, logGroup?, reservedConcurrency?, runtime?, vpcId?, template?, breaks? }`: a
 * rotation function that exists and, unless `invocable` is false, lets Secrets Manager invoke it; `breaks`: why its steps fail.
 */
function addFunction(world: World, body: JsonObject): JsonObject {
  const { functionArn, ...settings } = readInput(
    {
      functionArn: required(
        text({
          pattern: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+$/,
          patternText: 'an ARN of a function',
        }),
        '',
      ),
      invocable: flag,
      runtime: text(),
      timeoutSeconds: integer({ min: 1, max: 900 }),
      logGroup: text({ min: 1 }),
      reservedConcurrency: integer({ min: 0 }),
      vpcId: text(),
      template: oneOf(templates),
      breaks: oneOf(breakages),
    },
    body,
  );
  const [, , , region = '', account = ''] = functionArn.split(':');
  scopeOf(world, account, region).functions.set(functionArn, settings);
  return { functionArn };
}

function health(world: World): JsonObject {
  const scopes = [...world.scopes.values()].map(({ account, region, byArn }) => ({
    account,
    region,
    secrets: byArn.size,
  }));
  return { status: 'ok', seed: world.options.seed, scopes };
}

const paths: Record<string, (world: World, body: JsonObject) => JsonObject> = {
  'GET /_local/health': health,
  'POST /_local/faults': addFault,
  'DELETE /_local/faults': (world) => {
    world.faults.length = 0;
    return { faults: 0 };
  },
  'POST /_local/rotation': setRotation,
  'POST /_local/functions': addFunction,
  'POST /_local/keys': setKey,
  'POST /_local/policies': setPolicies,
  'POST /_local/organization': setMembership,
  'POST /_local/regions': setRegion,
};

/** The way for tests to make things go wrong; unsigned, and so for loopback callers that are no web page. */
export function control(
  world: World,
  method: string,
  path: string,
  body: Buffer,
): { status: number; body: JsonObject } {
  const act = paths[`${method} ${path}`];
  if (act === undefined)
    return { status: 404, body: { message: `no ${method} ${path}; there is: ${Object.keys(paths).join(', ')}` } };
  try {
    const parsed: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
    return { status: 200, body: act(world, isJsonObject(parsed) ? parsed : {}) };
  } catch (error) {
    if (error instanceof AwsError) return { status: error.status, body: { message: error.message } };
    if (error instanceof SyntaxError) return { status: 400, body: { message: 'the body is no JSON' } };
    throw error;
  }
}
