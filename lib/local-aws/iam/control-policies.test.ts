import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, test } from 'vitest';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { refusal } from '@/lib/local-aws/testing/refusal';

const world = useLocalWorld({ secrets: 10 });
const arn = `arn:aws:iam::${account}:user/admin`;
const of = (Effect: string, Action: string) => ({
  Version: '2012-10-17',
  Statement: { Effect, Action, Resource: '*' },
});
const set = (body: object) => world.control('POST', 'policies', body);
const list = () => world.secrets().send(new ListSecretsCommand({ MaxResults: 1 }));

afterEach(async () => {
  await set({ arn, policy: of('Allow', '*'), boundary: null });
  await set({ account, controlPolicy: null });
});

test.each([
  [{ arn, policy: null }, /because no identity-based policy allows the secretsmanager:ListSecrets action$/],
  [{ arn, policy: of('Deny', '*') }, /with an explicit deny in an identity-based policy$/],
  [
    { arn, boundary: of('Allow', 'kms:*') },
    /because no permissions boundary allows the secretsmanager:ListSecrets action$/,
  ],
  [{ account, controlPolicy: of('Deny', 'secretsmanager:*') }, /with an explicit deny in a service control policy$/],
])('%j is in force at once, and until it is taken away', async (body, message) => {
  expect((await set(body)).status).toBe(200);
  expect((await refusal(list())).message).toMatch(message);
  await set({ arn, policy: of('Allow', '*'), boundary: null });
  await set({ account, controlPolicy: null });
  expect((await list()).SecretList).toHaveLength(1);
});

test.each([
  [{}, 404],
  [{ arn: `${arn}s`, policy: null }, 404],
  [{ arn, policy: 'everything' }, 400],
  [{ arn, policy: of('Perhaps', '*') }, 400],
  [{ arn, policy: null, boundary: [] }, 400],
  [{ account, controlPolicy: 7 }, 400],
])('%j changes nothing', async (body, status) => {
  expect((await set(body)).status).toBe(status);
  expect((await list()).SecretList).toHaveLength(1);
});
