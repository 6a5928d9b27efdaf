import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld();

async function makeTwo() {
  const client = world.secrets();
  const SecretId = `two-${randomUUID()}`;
  const first = await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'CANARY-one' }));
  const second = await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'CANARY-two' }));
  const move = (VersionStage: string, RemoveFromVersionId?: string, MoveToVersionId?: string) =>
    client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }));
  const read = async (VersionStage?: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  return { first: first.VersionId ?? '', second: second.VersionId ?? '', move, read };
}

test('rolling back moves AWSCURRENT, and AWSPREVIOUS goes to the version it left', async () => {
  const { first, second, move, read } = await makeTwo();
  await move('AWSCURRENT', second, first);
  expect([await read(), await read('AWSPREVIOUS')]).toEqual(['CANARY-one', 'CANARY-two']);
});

test('a label that sits elsewhere must be taken from there by name', async () => {
  const { first, second, move, read } = await makeTwo();
  expect(await refusal(move('AWSCURRENT', undefined, first))).toEqual({
    code: 'InvalidParameterException',
    message: `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${second}, so you must explicitly reference that version in RemoveFromVersionId.`,
    status: 400,
  });
  expect((await refusal(move('AWSCURRENT', first, first))).code).toBe('InvalidParameterException');
  expect(await read()).toBe('CANARY-two');
});

test('AWSCURRENT cannot be removed, nor go where nothing is', async () => {
  const { second, move } = await makeTwo();
  expect((await refusal(move('AWSCURRENT', second))).message).toMatch(/It can't be completely removed/);
  const gone = randomUUID();
  expect(await refusal(move('AWSCURRENT', second, gone))).toMatchObject({
    code: 'ResourceNotFoundException',
    message: `Secrets Manager can't find the specified secret value for VersionId: ${gone}`,
  });
  expect((await refusal(move('spare'))).code).toBe('InvalidParameterException');
});

test('a label of one’s own comes and goes', async () => {
  const { first, move, read } = await makeTwo();
  await move('golden', undefined, first);
  expect(await read('golden')).toBe('CANARY-one');
  await move('golden', first);
  expect((await refusal(read('golden'))).message).toBe(
    "Secrets Manager can't find the specified secret value for staging label: golden",
  );
});
