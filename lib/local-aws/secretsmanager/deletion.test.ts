import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { waitUntil } from '@/lib/local-aws/testing/wait-until';
import { noteChange } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';

const world = useLocalWorld();
const client = () => world.secrets();
const dayMs = 86_400_000;

async function make(): Promise<{ SecretId: string; ARN: string }> {
  const SecretId = `d-${randomUUID()}`;
  const { ARN = '' } = await client().send(new CreateSecretCommand({ Name: SecretId, SecretString: 'CANARY-d' }));
  return { SecretId, ARN };
}

const remove = (input: object) => client().send(new DeleteSecretCommand({ SecretId: 'none', ...input }));

/** Service events of one secret, oldest first. */
async function told(arn: string): Promise<string[]> {
  const records = await readTrail(world, 'EventSource', 'secretsmanager.amazonaws.com');
  return records
    .filter((record) => record.eventType === 'AwsServiceEvent' && String(record.requestID).includes(arn))
    .map(({ eventName }) => eventName)
    .toReversed();
}

test('30 days unless told otherwise; the date in the answer is the end, in DescribeSecret the beginning', async () => {
  const { SecretId } = await make();
  const before = Date.now();
  const { DeletionDate } = await remove({ SecretId });
  expect(Math.round(((DeletionDate?.getTime() ?? 0) - before) / dayMs)).toBe(30);
  const { DeletedDate } = await client().send(new DescribeSecretCommand({ SecretId }));
  expect(Math.abs((DeletedDate?.getTime() ?? 0) - before)).toBeLessThan(60_000);
  const again = await refusal(remove({ SecretId }));
  expect(again).toMatchObject({
    code: 'InvalidRequestException',
    message: expect.stringContaining('marked for deletion'),
  });
});

test('a secret whose window is over is gone, its name free, and the trail says so', async () => {
  const { SecretId, ARN } = await make();
  await remove({ SecretId, RecoveryWindowInDays: 7 });
  const scope = scopeOf(world.aws.world, account, 'eu-west-1');
  const secret = scope.byArn.get(ARN);
  if (secret === undefined) throw new Error('not there');
  // Seven days go by.
  secret.deletion = { requested: Date.now() - 7 * dayMs, ends: Date.now() - 1 };
  noteChange(scope, secret);
  const listed = await client().send(new ListSecretsCommand({ IncludePlannedDeletion: true }));
  expect(listed.SecretList?.map((entry) => entry.ARN)).not.toContain(ARN);
  const looks = [new DescribeSecretCommand({ SecretId }), new RestoreSecretCommand({ SecretId })] as const;
  expect((await refusal(client().send(looks[0]))).code).toBe('ResourceNotFoundException');
  expect((await refusal(client().send(looks[1]))).code).toBe('ResourceNotFoundException');
  expect(await told(ARN)).toEqual(['StartSecretVersionDelete', 'EndSecretVersionDelete']);
  const anew = await client().send(new CreateSecretCommand({ Name: SecretId, SecretString: 'CANARY-e' }));
  expect(anew.ARN).not.toBe(ARN);
});

test('forced: gone at once, and the service’s own events name it and the force', async () => {
  const { SecretId, ARN } = await make();
  await remove({ SecretId, ForceDeleteWithoutRecovery: true });
  expect((await refusal(client().send(new DescribeSecretCommand({ SecretId })))).code).toBe(
    'ResourceNotFoundException',
  );
  const events = await waitUntil(
    () => told(ARN),
    (names) => names.length === 2,
  );
  expect(events).toEqual(['StartSecretVersionDelete', 'EndSecretVersionDelete']);
  const [end] = await readTrail(world, 'EventName', 'EndSecretVersionDelete');
  expect(end).toMatchObject({
    additionalEventData: { ARN, Name: SecretId },
    requestID: expect.stringMatching(/^SecretDeleteMessage:arn:.+:\d+:Forced$/),
    requestParameters: null,
    userIdentity: { invokedBy: 'secretsmanager.amazonaws.com' },
  });
});

test('restored: whole again, and the deletion is cancelled in the trail; without a mark nothing is', async () => {
  const { SecretId, ARN } = await make();
  await client().send(new RestoreSecretCommand({ SecretId }));
  await remove({ SecretId });
  await client().send(new RestoreSecretCommand({ SecretId }));
  expect(await client().send(new DescribeSecretCommand({ SecretId }))).not.toHaveProperty('DeletedDate');
  expect(await told(ARN)).toEqual(['CancelSecretVersionDelete']);
});

test('what is to go at once and is not there is no mistake', async () => {
  const answer = await remove({ SecretId: 'never-there', ForceDeleteWithoutRecovery: true });
  expect(answer).toMatchObject({ Name: 'never-there', ARN: expect.stringContaining(':secret:never-there-') });
  expect((await refusal(remove({ SecretId: 'never-there' }))).code).toBe('ResourceNotFoundException');
});

test.each([0, 6, 31, 100, -1])('no recovery window of %i days, forced or not, there or not', async (days) => {
  const { SecretId } = await make();
  const message = 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).';
  const RecoveryWindowInDays = days;
  for (const input of [
    { SecretId, RecoveryWindowInDays },
    { RecoveryWindowInDays, ForceDeleteWithoutRecovery: true },
  ])
    expect(await refusal(remove(input))).toEqual({ code: 'InvalidParameterException', message, status: 400 });
});

test('no window and force at once', async () => {
  const { SecretId } = await make();
  const call = remove({ SecretId, RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true });
  expect(await refusal(call)).toMatchObject({
    code: 'InvalidParameterException',
    message: "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
  });
});
