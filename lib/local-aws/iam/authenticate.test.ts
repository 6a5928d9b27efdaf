import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { dashboardUser } from '@/lib/local-aws/seed/identities';
import { issueCredentials } from '@/lib/local-aws/iam/session-token';
import { captureRequest, sendCaptured } from '@/lib/local-aws/testing/capture-request';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld, type Keys } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld();
const good = { accessKeyId: dashboardUser.accessKeyId, secretAccessKey: dashboardUser.secretAccessKey };
const settings = { region: 'eu-west-1', credentials: good, maxAttempts: 1 };
const unknown = 'The security token included in the request is invalid.';
const mismatch = expect.stringContaining(
  'The request signature we calculated does not match the signature you provided.',
);

function sessionKeys(expiresAt: number): Keys {
  const role = world.aws.world.roles.get('arn:aws:iam::111122223333:role/KeyledgerRead');
  if (role === undefined) throw new Error('no role');
  return issueCredentials(world.aws.world, 'ASIATESTTESTTESTTEST', {
    kind: 'role',
    role: role.arn,
    sessionName: 'test',
    issuedAt: 0,
    expiresAt,
    mfa: false,
  });
}

test.each([
  [
    'a key nobody has',
    () => ({ ...good, accessKeyId: 'AKIANOBODYNOBODY0000' }),
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    unknown,
  ],
  [
    'a token that was made up',
    () => ({ ...good, sessionToken: 'made.up' }),
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    unknown,
  ],
  [
    'a token of another key',
    () => ({ ...sessionKeys(Infinity), accessKeyId: 'ASIAOTHEROTHEROTHER0' }),
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    unknown,
  ],
  [
    'a wrong secret',
    () => ({ ...good, secretAccessKey: 'wrong' }),
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    mismatch,
  ],
  [
    'a session that is over',
    () => sessionKeys(Date.now() - 1000),
    'ExpiredTokenException',
    'ExpiredToken',
    'The security token included in the request is expired',
  ],
])('refused in both protocols: %s', async (_what, keys, jsonCode, queryCode, message) => {
  const json = await refusal(world.secrets({ keys: keys() }).send(new ListSecretsCommand({})));
  expect(json).toMatchObject({ code: jsonCode, message, status: 400 });
  const query = await refusal(world.sts({ keys: keys() }).send(new GetCallerIdentityCommand({})));
  expect(query).toMatchObject({ code: expect.stringContaining(queryCode), message, status: 403 });
});

test('no signature at all', async () => {
  const headers = { 'x-amz-target': 'secretsmanager.ListSecrets', 'content-type': 'application/x-amz-json-1.1' };
  const json = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
  expect([json.status, await json.json()]).toEqual([
    400,
    { __type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' },
  ]);
  expect(json.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  const query = await fetch(world.aws.url, { method: 'POST', body });
  expect(query.status).toBe(403);
  expect(await query.text()).toContain('<Code>MissingAuthenticationToken</Code>');
});

test.each([
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c',
  'Bearer token',
  'AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/secretsmanager/aws4_request',
])('a signature that is none: %s', async (authorization) => {
  const headers = { authorization, 'x-amz-target': 'secretsmanager.ListSecrets', 'x-amz-date': '20260101T000000Z' };
  const answer = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({ __type: 'IncompleteSignatureException' }),
  ]);
});

test.each([-20 * 60_000, 20 * 60_000])('a clock %i ms off', async (systemClockOffset) => {
  const client = new SecretsManagerClient({
    endpoint: world.aws.url,
    region: 'eu-west-1',
    credentials: good,
    maxAttempts: 1,
    systemClockOffset,
  });
  const found = await refusal(client.send(new ListSecretsCommand({})));
  expect(found.code).toBe('InvalidSignatureException');
  expect(found.message).toMatch(
    systemClockOffset < 0 ? /^Signature expired: \d{8}T\d{6}Z is now earlier than/ : /^Signature not yet current:/,
  );
});

test('a body that was changed on the way', async () => {
  const captured = await captureRequest((endpoint) =>
    new SecretsManagerClient({ ...settings, endpoint }).send(new ListSecretsCommand({ MaxResults: 2 })),
  );
  const unchanged = await sendCaptured(world.aws.url, captured);
  expect(unchanged.body).toContain('is not authorized to perform: secretsmanager:ListSecrets');
  const changed = await sendCaptured(world.aws.url, { ...captured, body: '{"MaxResults":1}' });
  expect([changed.status, JSON.parse(changed.body)]).toEqual([
    400,
    { __type: 'InvalidSignatureException', message: mismatch },
  ]);
});

test('a signature for another service', async () => {
  const captured = await captureRequest((endpoint) =>
    new STSClient({ ...settings, endpoint }).send(new GetCallerIdentityCommand({})),
  );
  const headers = { ...captured.headers, 'x-amz-target': 'secretsmanager.ListSecrets' };
  const answer = await sendCaptured(world.aws.url, { ...captured, headers });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    400,
    {
      __type: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'secretsmanager'.",
    },
  ]);
});
