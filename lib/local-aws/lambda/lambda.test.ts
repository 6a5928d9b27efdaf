import {
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { CreateSecretCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { dashboardUser } from '@/lib/local-aws/seed/identities';
import { account, adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';

const world = useLocalWorld({ secrets: 320 });
const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;
const lambda = (credentials = adminKeys) =>
  new LambdaClient({ endpoint: world.aws.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
const add = (name: string, settings = {}) =>
  world.control('POST', 'functions', { functionArn: arnOf(name), ...settings });

test.each([
  'rotate-stripe',
  arnOf('rotate-stripe'),
  `${account}:function:rotate-stripe`,
  `${arnOf('rotate-stripe')}:$LATEST`,
])(
  'the configuration of %s',
  async (FunctionName) => {
    expect(await lambda().send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject({
      FunctionArn: arnOf('rotate-stripe'),
      Role: `arn:aws:iam::${account}:role/service-role/rotate-stripe-role`,
      Timeout: 30,
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/rotate-stripe' },
      State: 'Active',
    });
  },
); // prettier-ignore

test('what was set is told: time, log group, network, concurrency', async () => {
  const settings = { timeoutSeconds: 60, logGroup: '/rotation/all', vpcId: 'vpc-0a1b2c3d', reservedConcurrency: 2 };
  await add('slow', settings);
  const FunctionName = 'slow';
  expect(await lambda().send(new GetFunctionCommand({ FunctionName }))).toMatchObject({
    Configuration: { Timeout: 60, LoggingConfig: { LogGroup: '/rotation/all' }, VpcConfig: { VpcId: 'vpc-0a1b2c3d' } },
    Concurrency: { ReservedConcurrentExecutions: 2 },
  });
  expect(await lambda().send(new GetFunctionConcurrencyCommand({ FunctionName }))).toMatchObject({
    ReservedConcurrentExecutions: 2,
  });
});

test('its policy lets Secrets Manager in, or a rotation is refused and the secret untouched', async () => {
  const { Policy = '' } = await lambda().send(new GetPolicyCommand({ FunctionName: 'rotate-stripe' }));
  expect(JSON.parse(Policy)).toMatchObject({
    Statement: [{ Principal: { Service: 'secretsmanager.amazonaws.com' }, Action: 'lambda:InvokeFunction' }],
  });
  await add('closed', { invocable: false });
  expect(await refusal(lambda().send(new GetPolicyCommand({ FunctionName: 'closed' })))).toMatchObject({
    code: 'ResourceNotFoundException',
    message: 'The resource you requested does not exist.',
    status: 404,
  });
  await world.secrets().send(new CreateSecretCommand({ Name: 'behind-closed', SecretString: 'CANARY-1' }));
  const rotate = new RotateSecretCommand({ SecretId: 'behind-closed', RotationLambdaARN: arnOf('closed') });
  expect(await refusal(world.secrets().send(rotate))).toMatchObject({ code: 'AccessDeniedException', status: 400 });
});

test('every function of a scope, page by page', async () => {
  const names: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await lambda().send(new ListFunctionsCommand({ MaxItems: 3, Marker }));
    names.push(...(page.Functions ?? []).map(({ FunctionName = '' }) => FunctionName));
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  expect(names).toContain('rotate-stripe');
  expect(new Set(names).size).toBe(names.length);
});

test.each(['none', '../../secrets'])('no function %s', async (FunctionName) => {
  expect(await refusal(lambda().send(new GetFunctionConfigurationCommand({ FunctionName })))).toEqual({
    code: 'ResourceNotFoundException',
    status: 404,
    message: `Function not found: ${arnOf(FunctionName)}`,
  });
});

test('without the permission it is AWS’s sentence, and a record', async () => {
  const asked = lambda(dashboardUser).send(new GetFunctionConfigurationCommand({ FunctionName: 'rotate-stripe' }));
  expect(await refusal(asked)).toMatchObject({
    code: 'AccessDeniedException',
    status: 403,
    message: `User: arn:aws:iam::${account}:user/keyledger-dashboard is not authorized to perform: lambda:GetFunctionConfiguration on resource: ${arnOf('rotate-stripe')} because no identity-based policy allows the lambda:GetFunctionConfiguration action`,
  });
  const [record] = await readTrail(world, 'EventName', 'GetFunctionConfiguration20150331v2');
  expect(record).toMatchObject({
    eventSource: 'lambda.amazonaws.com',
    errorCode: 'AccessDenied',
    requestParameters: { functionName: 'rotate-stripe' },
  });
});
