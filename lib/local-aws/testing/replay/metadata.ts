import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Scenario } from './scene';

const create = (Name: string, more: object = {}) =>
  new CreateSecretCommand({ Name, SecretString: 'my_secret', ...more });
const forced = (SecretId: string) => new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true });
const week = (SecretId: string) => new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 });
const describe = (SecretId: string) => new DescribeSecretCommand({ SecretId });

const recreate: Scenario = async ({ client, step }) => {
  await step('create_secret_res_0', client.send(create('again')));
  await step('delete_res_1', client.send(forced('again')));
  await step('create_secret_res_1', client.send(create('again')));
};

const scheduled: Scenario = async ({ client, step }) => {
  await client.send(create('going'));
  await step('delete_res', client.send(week('going')));
  await step('invalid_req_ex', client.send(create('going')));
};

const listTimes: Scenario = async ({ client, step }) => {
  await step('create_secret_rs_1', client.send(create('listed', { Description: 'testing creation of secrets' })));
  for (const turn of [0, 1, 2]) await step(`list_secrets_res_${turn}`, client.send(new ListSecretsCommand({})));
  await step('delete_secret_res_1', client.send(forced('listed')));
};

const listMany: Scenario = async ({ client, step }) => {
  const names = ['many-0', 'many-1', 'many-2'];
  for (const name of names) await client.send(create(name, { Description: 'Testing secrets creation.' }));
  await step('list_secrets_res', client.send(new ListSecretsCommand({ SortBy: 'name' })));
  for (const [index, name] of names.entries()) await step(`delete_secret_res${index}`, client.send(forced(name)));
};

const invalidName: Scenario = async ({ client, variant, step }) => {
  const SecretId = variant.replaceAll('\\\\', '\\');
  const Tags = [{ Key: 'tag', Value: 'value' }];
  const version = '00000000-0000-4000-8000-000000000000';
  const calls = [
    () => client.send(create(SecretId)),
    () => client.send(forced(SecretId)),
    () => client.send(describe(SecretId)),
    () => client.send(new GetSecretValueCommand({ SecretId })),
    () => client.send(new ListSecretVersionIdsCommand({ SecretId })),
    () => client.send(new PutSecretValueCommand({ SecretId, SecretString: 'a' })),
    () => client.send(new TagResourceCommand({ SecretId, Tags })),
    () => client.send(new UntagResourceCommand({ SecretId, TagKeys: ['tag'] })),
    () => client.send(new UpdateSecretCommand({ SecretId, Description: 'a' })),
    () => client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'a', MoveToVersionId: version })),
  ];
  for (const [index, call] of calls.entries()) await step(`ex_log_${index + 1}`, call());
};

const updateDescription: Scenario = async ({ client, step }) => {
  const SecretId = 'described';
  const update = (turn: number, more: object) =>
    step(`update_secret_res_${turn}`, client.send(new UpdateSecretCommand({ SecretId, ...more })));
  const look = (turn: number) => step(`describe_secret_res_${turn}`, client.send(describe(SecretId)));
  await step('create_secret_rs_0', client.send(create(SecretId)));
  await look(0);
  await update(0, { Description: 'MyDescription' });
  await look(1);
  await update(1, { SecretString: 'new', Description: 'MyNewDescription' });
  await look(2);
  await update(2, { SecretString: 'newer' });
  await look(3);
  await update(3, { KmsKeyId: '' });
  await look(4);
  await step('delete_secret_res_0', client.send(forced(SecretId)));
};

const missing: Scenario = async ({ client, step }) => {
  await step('get_secret_value_not_found_ex', client.send(new GetSecretValueCommand({ SecretId: 'not-there' })));
  await step(
    'list_secret_version_ids_not_found_ex',
    client.send(new ListSecretVersionIdsCommand({ SecretId: 'not-there' })),
  );
};

const existing: Scenario = async ({ client, step }) => {
  await client.send(create('there'));
  await step('ex_log', client.send(create('there')));
  await step('delete_secret_res', client.send(forced('there')));
};

const policy: Scenario = async ({ client, step, check }) => {
  await client.send(create('ruled'));
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' }];
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement });
  await step('put_resource_policy', client.send(new PutResourcePolicyCommand({ SecretId: 'ruled', ResourcePolicy })));
  const found = await client.send(new GetResourcePolicyCommand({ SecretId: 'ruled' }));
  const parsed: unknown = JSON.parse(found.ResourcePolicy ?? '');
  check('get_resource_policy', { ...found, ResourcePolicy: parsed });
};

const restore: Scenario = async ({ client, step }) => {
  await client.send(create('back'));
  await step('delete_secret_res', client.send(week('back')));
  await step('restore_secret_res', client.send(new RestoreSecretCommand({ SecretId: 'back' })));
};

const tags: Scenario = async ({ client, step }) => {
  const SecretId = 'tagged';
  const tag = (...names: string[]) =>
    new TagResourceCommand({ SecretId, Tags: names.map((Key) => ({ Key, Value: Key.replace('tag', 'value') })) });
  const untag = (...TagKeys: string[]) => new UntagResourceCommand({ SecretId, TagKeys });
  const look = (name: string) => step(name, client.send(describe(SecretId)));
  await step('create_secret', client.send(new CreateSecretCommand({ Name: SecretId })));
  await look('describe_secret');
  await step('tag_resource_1', client.send(tag('tag1')));
  await look('describe_secret_1');
  await step('tag_resource_2', client.send(tag('tag2')));
  await look('describe_secret_2');
  await step('untag_resource_1', client.send(untag('tag1')));
  await look('describe_secret_3');
  await step('untag_resource_2', client.send(untag('tag2')));
  await look('describe_secret_4');
  await client.send(tag('tag3', 'tag4'));
  await look('describe_secret_5');
  await client.send(untag('tag3', 'tag4'));
  await look('describe_secret_6');
};

const deleteTwice: Scenario = async ({ client, step }) => {
  await step('create_secret_response', client.send(create('twice')));
  await step('delete_secret_response', client.send(week('twice')));
  await step('describe_secret_response', client.send(describe('twice')));
  await step('force_delete_secret_response', client.send(forced('twice')));
};

const tagDeleted: Scenario = async ({ client, step }) => {
  const SecretId = 'deleted';
  await step('create_secret', client.send(create(SecretId)));
  await step('delete_secret', client.send(week(SecretId)));
  await step(
    'tag_deleted_secret_error',
    client.send(new TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] })),
  );
  await step('untag_deleted_secret_error', client.send(new UntagResourceCommand({ SecretId, TagKeys: ['a'] })));
};

/** Scenarios about metadata, lists, deletion, tags and policies. */
export const metadataScenarios: Record<string, Scenario> = {
  test_can_recreate_delete_secret: recreate,
  test_exp_raised_on_creation_of_secret_scheduled_for_deletion: scheduled,
  test_call_lists_secrets_multiple_times: listTimes,
  test_call_lists_secrets_multiple_times_snapshots: listTimes,
  test_create_multi_secrets: listMany,
  test_create_multi_secrets_snapshot: listMany,
  test_invalid_secret_name: invalidName,
  test_update_secret_description: updateDescription,
  test_secret_not_found: missing,
  test_secret_exists_snapshots: existing,
  test_resource_policy: policy,
  test_secret_restore: restore,
  test_secret_tags: tags,
  test_force_delete_deleted_secret: deleteTwice,
  test_tag_untag_resource_on_deleted_secret: tagDeleted,
};
