import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Scenario, Scene } from './scene';

const SecretId = 'labelled';

/** The calls these scenarios are made of, each bound to the secret. */
function callsOf({ client, step }: Scene) {
  return {
    create: (name: string, SecretString: string) =>
      step(name, client.send(new CreateSecretCommand({ Name: SecretId, SecretString }))),
    put: (name: string, SecretString: string, VersionStages?: string[]) =>
      step(name, client.send(new PutSecretValueCommand({ SecretId, SecretString, VersionStages }))),
    list: (name: string) => step(name, client.send(new ListSecretVersionIdsCommand({ SecretId }))),
    get: (name: string, VersionId?: string) =>
      step(name, client.send(new GetSecretValueCommand({ SecretId, VersionId }))),
    move: (name: string, VersionStage: string, RemoveFromVersionId?: string, MoveToVersionId?: string) =>
      step(
        name,
        client.send(
          new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }),
        ),
      ),
    remove: (name = 'delete_secret_res_0') =>
      step(name, client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))),
  };
}

const returnType: Scenario = async (scene) => {
  const { create, put, move, remove } = callsOf(scene);
  const first = await create('create_secret_rs_0', 'S0');
  const second = await put('put_secret_value_res_0', 'S1', ['AWSPENDING']);
  await move('update_secret_version_stage_res_0', 'AWSCURRENT', first?.VersionId, second?.VersionId);
  await remove();
};

const currentPrevious: Scenario = async (scene) => {
  const { create, list, remove } = callsOf(scene);
  await create('create_secret_rs_0', 'S0');
  await list('list_secret_version_ids_res_0');
  await scene.step('update_secret_res_0', scene.client.send(new UpdateSecretCommand({ SecretId, SecretString: 'S1' })));
  await list('list_secret_version_ids_res_1');
  await remove();
};

const currentPending: Scenario = async (scene) => {
  const { create, put, list, move, remove } = callsOf(scene);
  const first = await create('create_secret_rs_0', 'S0');
  const second = await put('put_secret_value_res_0', 'S1', ['AWSPENDING']);
  await list('list_secret_version_ids_res_0');
  await move('update_secret_version_stage_res_0', 'AWSCURRENT', first?.VersionId, second?.VersionId);
  await list('list_secret_version_ids_res_1');
  await put('put_secret_value_res_1', 'S2');
  await list('list_secret_version_ids_res_2');
  await remove();
};

/** Twice round: a pending version becomes current; `labels` are what each of the two is put with, `last` the second move's step. */
const cycle =
  (labels: [string[], string[]], last: string): Scenario =>
  async (scene) => {
    const { create, put, list, get, move, remove } = callsOf(scene);
    const first = await create('create_secret_rs_0', 'S1');
    const second = await put('put_secret_value_res_0', 'S2', labels[0]);
    await list('list_secret_version_ids_res_0');
    await get('get_secret_value_res_0');
    await move('update_secret_version_stage_res_0', 'AWSCURRENT', first?.VersionId, second?.VersionId);
    await list('list_secret_version_ids_res_1');
    await get('get_secret_value_res_1');
    const third = await put('put_secret_value_res_1', 'S3', labels[1]);
    await list('list_secret_version_ids_res_2');
    await get('get_secret_value_res_2');
    await move(last, 'AWSCURRENT', second?.VersionId, third?.VersionId);
    await list('list_secret_version_ids_res_3');
    await get('get_secret_value_res_3');
    await remove();
  };

const secondCustom: Scenario = async (scene) => {
  const { create, put, list, get, move, remove } = callsOf(scene);
  await create('create_secret_rs_0', 'S0');
  const first = await put('put_secret_value_res_0', 'S1', ['AWSCURRENT', 'PUT0']);
  await list('list_secret_version_ids_res_0');
  const second = await put('put_secret_value_res_1', 'S2', ['AWSPENDING', 'PUT1']);
  await list('list_secret_version_ids_res_1');
  await get('get_secret_value_res_0');
  await move('update_secret_version_stage_res_0', 'AWSCURRENT', first?.VersionId, second?.VersionId);
  await list('list_secret_version_ids_res_2');
  await get('get_secret_value_res_1');
  const third = await put('put_secret_value_res_2', 'S3', ['AWSPENDING', 'PUT2']);
  await list('list_secret_version_ids_res_3');
  await get('get_secret_value_res_2');
  await move('update_secret_version_stage_res_1', 'AWSCURRENT', second?.VersionId, third?.VersionId);
  await list('list_secret_version_ids_res_4');
  await get('get_secret_value_res_3');
  await remove();
};

const thirdCustom: Scenario = async (scene) => {
  const { create, put, list, get, move, remove } = callsOf(scene);
  const first = await create('create_secret_rs', 'SS');
  const second = await put('put_secret_value_res_0', 'S1', ['PENDING']);
  await list('list_secret_version_ids_rs');
  await get('get_secret_value_v1_rs', first?.VersionId);
  await get('get_secret_value_v2_rs', second?.VersionId);
  await move('update_secret_version_stage_res_1', 'AWSCURRENT', first?.VersionId, second?.VersionId);
  await get('get_secret_value_v1_rs_1', first?.VersionId);
  await get('get_secret_value_v2_rs_1', second?.VersionId);
  await move('update_secret_version_stage_res_2', 'PENDING', second?.VersionId);
  await get('get_secret_value_v1_rs_2', first?.VersionId);
  await get('get_secret_value_v2_rs_2', second?.VersionId);
  await remove();
};

const ownLabels =
  (second: string[]): Scenario =>
  async (scene) => {
    const { create, put, list, remove } = callsOf(scene);
    await create('create_secret_rs_0', 'S0');
    await put('put_secret_value_res_0', 'S1', ['one', 'two', 'three']);
    await list('list_secret_version_ids_res_0');
    await put('put_secret_value_res_1', 'S2', second);
    await list('list_secret_version_ids_res_1');
    await remove();
  };

/** Scenarios about staging labels. */
export const labelScenarios: Record<string, Scenario> = {
  test_update_secret_version_stages_return_type: returnType,
  test_update_secret_version_stages_current_previous: currentPrevious,
  test_update_secret_version_stages_current_pending: currentPending,
  test_update_secret_version_stages_current_pending_cycle: cycle(
    [['AWSPENDING'], ['AWSPENDING']],
    'put_secret_value_res_2',
  ),
  test_update_secret_version_stages_current_pending_cycle_custom_stages_1: cycle(
    [
      ['AWSPENDING', 'AWSSOMETHING', 'PUT1'],
      ['AWSPENDING', 'PUT2'],
    ],
    'update_secret_version_stage_res_1',
  ),
  test_update_secret_version_stages_current_pending_cycle_custom_stages_2: secondCustom,
  test_update_secret_version_stages_current_pending_cycle_custom_stages_3: thirdCustom,
  test_non_versioning_version_stages_replacement: ownLabels(['one', 'two', 'three', 'four']),
  test_non_versioning_version_stages_no_replacement: ownLabels(['one', 'two', 'four']),
};
