import {
  CreateSecretCommand,
  DescribeSecretCommand,
  ListSecretVersionIdsCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';
import { account } from '@/lib/local-aws/testing/local-world';
import type { Scenario, Scene } from './scene';

export const functionArn = (region: string) => `arn:aws:lambda:${region}:${account}:function:recorded`;

const SecretId = 'rotated';

/** Created with a description; the first read is the function's own, of AWS's generic template as in the recordings. */
async function create({ client }: Scene): Promise<void> {
  await client.send(
    new CreateSecretCommand({ Name: SecretId, SecretString: 'my_secret', Description: 'testing rotation of secrets' }),
  );
}

async function rotateToEnd(
  { client, step, region }: Scene,
  name: string,
  first: boolean,
  RotateImmediately?: boolean,
): Promise<void> {
  const configuration = first
    ? { RotationLambdaARN: functionArn(region), RotationRules: { AutomaticallyAfterDays: 1 }, RotateImmediately }
    : {};
  const begun = await step(name, client.send(new RotateSecretCommand({ SecretId, ...configuration })));
  const look = () => client.send(new DescribeSecretCommand({ SecretId }));
  await waitUntil(
    look,
    ({ VersionIdsToStages = {} }) => VersionIdsToStages[begun?.VersionId ?? '']?.join() === 'AWSCURRENT',
  );
}

const success: Scenario = async (scene) => {
  const { client, step, variant } = scene;
  await create(scene);
  await rotateToEnd(scene, 'rotate_secret_immediately', true, variant === 'True' ? true : undefined);
  await step('describe_secret_rotated', client.send(new DescribeSecretCommand({ SecretId })));
  await step('list_secret_versions_rotated_1', client.send(new ListSecretVersionIdsCommand({ SecretId })));
};

const invalidFunction: Scenario = async ({ client, step, region }) => {
  await step('create_secret', client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'my_secret' })));
  const RotationLambdaARN = functionArn(region).replace('recorded', 'nothing');
  await step(
    'rotate_secret_invalid_arn_exc',
    client.send(new RotateSecretCommand({ SecretId, RotationLambdaARN, RotationRules: { AutomaticallyAfterDays: 1 } })),
  );
  await step('describe_secret', client.send(new DescribeSecretCommand({ SecretId })));
};

const noFunction: Scenario = async ({ client, step }) => {
  await step('create_secret', client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'my_secret' })));
  await step('rotate_secret_no_arn_exc', client.send(new RotateSecretCommand({ SecretId })));
  await step('describe_secret', client.send(new DescribeSecretCommand({ SecretId })));
};

const severalTimes: Scenario = async (scene) => {
  const { client, step } = scene;
  await create(scene);
  for (const turn of [1, 2]) {
    await rotateToEnd(scene, `rotate_secret_immediately_${turn}`, turn === 1);
    await step(`describe_secret_rotated_${turn}`, client.send(new DescribeSecretCommand({ SecretId })));
    await step(`list_secret_versions_rotated_1_${turn}`, client.send(new ListSecretVersionIdsCommand({ SecretId })));
  }
};

/** Scenarios about rotation. */
export const rotationScenarios: Record<string, Scenario> = {
  test_rotate_secret_with_lambda_success: success,
  test_rotate_secret_multiple_times_with_lambda_success: severalTimes,
  test_rotate_secret_invalid_lambda_arn: invalidFunction,
  test_first_rotate_secret_with_missing_lambda_arn: noFunction,
};
