import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Scenario } from './scene';

const forced = (SecretId: string) => new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true });

const createAndUpdate: Scenario = async ({ client, variant, step }) => {
  const Name = variant.replace(/-True$|-False$/, '');
  const get = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));
  const made = await step(
    'create_secret_rs_1',
    client.send(new CreateSecretCommand({ Name, SecretString: 'my_secret', Description: 'Testing secret creation.' })),
  );
  const arn = made?.ARN ?? '';
  await step('get_secret_value_rs_1', get(Name));
  await step('describe_secret_rs_1', client.send(new DescribeSecretCommand({ SecretId: Name })));
  await step('get_secret_value_rs_2', get(arn));
  const byPart = variant.endsWith('-False') ? 'resource_not_found_dict_1' : 'get_secret_value_rs_3';
  if (variant.endsWith('-False')) await step('get_secret_value_rs_2', get(arn));
  await step(byPart, get(arn.slice(0, -7)));
  await step(
    'put_secret_value_rs_1',
    client.send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'new_secret' })),
  );
  await step('get_secret_value_rs_4', get(Name));
  await step('update_secret_res_1', client.send(new UpdateSecretCommand({ SecretId: Name, SecretString: 'another' })));
  await step('delete_secret_res_1', client.send(forced(Name)));
};

const withStages: Scenario = async ({ client, step }) => {
  const Name = 'staged';
  await step('create_secret_rs_0', client.send(new CreateSecretCommand({ Name, SecretString: 'secret_string_v0' })));
  const read = (turn: number) =>
    step(`get_secret_value_res_${turn}`, client.send(new GetSecretValueCommand({ SecretId: Name })));
  await read(0);
  const labels = [['SAMPLESTAGE1', 'SAMPLESTAGE0'], ['SAMPLESTAGE0', 'SAMPLESTAGE1'], ['AWSPENDING'], undefined];
  for (const [index, VersionStages] of labels.entries()) {
    const SecretString = `secret_string_v${index + 1}`;
    await step(
      `put_secret_value_res_${index + 1}`,
      client.send(new PutSecretValueCommand({ SecretId: Name, SecretString, VersionStages })),
    );
    await read(index + 1);
  }
  await step('delete_secret_res_1', client.send(forced(Name)));
};

const deprecated: Scenario = async ({ client, step }) => {
  const SecretId = 'deprecated';
  const list = (name: string, IncludeDeprecated?: boolean) =>
    step(name, client.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated })));
  const put = (turn: number) =>
    step(
      `put_secret_value_${turn}`,
      client.send(new PutSecretValueCommand({ SecretId, SecretString: `v${turn}`, VersionStages: ['AWSCURRENT'] })),
    );
  await step('create_secret', client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'v0' })));
  await list('list_secret_version_ids');
  await put(1);
  await list('list_secret_version_ids_1');
  await put(2);
  await list('list_secret_version_ids_2');
  await list('list_secret_version_ids_3', true);
  await put(3);
  await list('list_secret_version_ids_4');
  await list('list_secret_version_ids_5', true);
};

const bytesOf: Record<string, [string, string]> = {
  'footest-updated1': ['footest', 'updated1'],
  'tops3cret-updated2': ['tops3cret', 'updated2'],
};

const changeBinary: Scenario = async ({ client, variant, step }) => {
  const [second, third] = bytesOf[variant] ?? ['\u0000\u0001\u0002\u00ff', '\u00fe\u00fd'];
  const SecretId = 'changing';
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const read = (name: string) => step(name, client.send(new GetSecretValueCommand({ SecretId })));
  await client.send(new CreateSecretCommand({ Name: SecretId, SecretBinary: bytes('initial') }));
  await read('put_secret_value_secret_response');
  await client.send(new PutSecretValueCommand({ SecretId, SecretBinary: bytes(second) }));
  await read('put_secret_binary_response_updated');
  await client.send(new UpdateSecretCommand({ SecretId, SecretBinary: bytes(third) }));
  await read('update_secret_binary_response_updated');
};

const readErrors: Scenario = async ({ client, step }) => {
  const SecretId = 'read-errors';
  const { VersionId } = await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'a' }));
  await step(
    'error_get_secret_value_non_existing',
    client.send(new GetSecretValueCommand({ SecretId, VersionStage: 'AWSPREVIOUS' })),
  );
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'b' }));
  await step(
    'mismatch_version_id_and_stage',
    client.send(new GetSecretValueCommand({ SecretId, VersionId, VersionStage: 'AWSCURRENT' })),
  );
};

const notFound: Scenario = async ({ client, step }) => {
  const SecretId = 'without-a-value';
  const get = (more: object) => client.send(new GetSecretValueCommand({ SecretId, ...more }));
  await client.send(new CreateSecretCommand({ Name: SecretId }));
  await step('get_secret_value_no_version_ex', get({}));
  await step('get_secret_value_version_not_found_ex', get({ VersionId: '00000000-0000-4000-8000-000000000000' }));
  await step('get_secret_value_stage_not_found_ex', get({ VersionStage: 'AWSPENDING' }));
};

const readBinary: Scenario = async ({ client, step, check }) => {
  await client.send(new CreateSecretCommand({ Name: 'binary', SecretBinary: Buffer.from('footest') }));
  const value = await step('secret_value_response', client.send(new GetSecretValueCommand({ SecretId: 'binary' })));
  check('secret_value_http_response', {
    ...value,
    SecretBinary: Buffer.from(value?.SecretBinary ?? []).toString('base64'),
  });
};

const fromEmpty: Scenario = async ({ client, step }) => {
  await step('create-empty-secret', client.send(new CreateSecretCommand({ Name: 'empty' })));
  await step('describe-secret', client.send(new DescribeSecretCommand({ SecretId: 'empty' })));
  await step('put-secret-value', client.send(new PutSecretValueCommand({ SecretId: 'empty', SecretString: 'first' })));
};

/** Scenarios about values and versions, by the name they were recorded under (brackets left out). */
export const valueScenarios: Record<string, Scenario> = {
  test_create_and_update_secret: createAndUpdate,
  test_put_secret_value_with_version_stages: withStages,
  test_deprecated_secret_version_stage: deprecated,
  test_change_secret_value_after_creation: changeBinary,
  test_get_secret_value_errors: readErrors,
  test_secret_version_not_found: notFound,
  test_get_secret_value: readBinary,
  test_create_secret_version_from_empty_secret: fromEmpty,
};
