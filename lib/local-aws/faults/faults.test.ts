import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeSecretCommand, GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 40, quotas: true });
const list = (region?: string) => world.secrets({ region }).send(new ListSecretsCommand({ MaxResults: 1 }));
const fault = (body: object) => world.control('POST', 'faults', body);

afterEach(() => world.control('DELETE', 'faults'));

test('two lookups a second, an account and region', async () => {
  const look = (region: string) => world.trail({ region }).send(new LookupEventsCommand({}));
  const settled = await Promise.allSettled([
    look('eu-west-1'),
    look('eu-west-1'),
    look('eu-west-1'),
    look('us-east-1'),
  ]);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(await refusal(Promise.all([look('eu-west-1'), look('eu-west-1')]))).toEqual({
    code: 'ThrottlingException',
    message: 'Rate exceeded',
    status: 400,
  });
});

test('the SDK’s own retries get through', async () => {
  const client = world.trail({ region: 'us-west-2', maxAttempts: 8 });
  const calls = Array.from({ length: 4 }, () => client.send(new LookupEventsCommand({})));
  expect(await Promise.all(calls)).toHaveLength(4);
});

test('a throttled scope, and only that one', async () => {
  await fault({ kind: 'throttle', operation: 'ListSecrets', scope: '111122223333/eu-west-1' });
  expect((await refusal(list())).code).toBe('ThrottlingException');
  expect((await list('us-east-1')).SecretList).toBeDefined();
  await world.control('DELETE', 'faults');
  expect((await list()).SecretList).toHaveLength(1);
});

test('as often as asked for, and no longer', async () => {
  await fault({ kind: 'error', count: 2 });
  expect(await refusal(list())).toMatchObject({ code: 'InternalServiceError', status: 500 });
  expect(await refusal(world.trail().send(new LookupEventsCommand({})))).toMatchObject({ status: 500 });
  expect((await list()).SecretList).toHaveLength(1);
  await fault({ kind: 'error', until: '2020-01-01T00:00:00Z' });
  await fault({ kind: 'error', share: 0 });
  expect((await list()).SecretList).toHaveLength(1);
});

test('a denial in AWS’s words', async () => {
  await fault({ kind: 'denied', operation: 'DescribeSecret' });
  const found = await refusal(world.secrets().send(new DescribeSecretCommand({ SecretId: 'prod/payments/db' })));
  expect(found).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringMatching(
      /user\/admin is not authorized to perform: secretsmanager:DescribeSecret because no identity-based policy/,
    ),
  });
});

test('a proxy’s page, a cut line, a slow answer', async () => {
  await fault({ kind: 'html', count: 1 });
  const page = await refusal(list());
  expect(page).toMatchObject({ code: 'SyntaxError', status: 502 });
  await fault({ kind: 'reset', count: 1 });
  expect((await refusal(list())).message).toMatch(/ECONNRESET|socket hang up/);
  await fault({ kind: 'latency', latencyMs: 150, count: 1 });
  const start = performance.now();
  await list();
  expect(performance.now() - start).toBeGreaterThan(140);
});

test('a throttled call leaves no record', async () => {
  await fault({ kind: 'throttle', operation: 'GetSecretValue' });
  await refusal(world.secrets().send(new GetSecretValueCommand({ SecretId: 'prod/payments/db' })));
  expect(await readTrail(world, 'EventName', 'GetSecretValue', { region: 'eu-west-1' }).catch(() => [])).toEqual([]);
});

test.each([
  ['an unknown kind', 'faults', { kind: 'fire' }, 400],
  ['no kind', 'faults', {}, 400],
  ['a share above one', 'faults', { kind: 'error', share: 2 }, 400],
  ['a moment that is none', 'faults', { kind: 'error', until: 'soon' }, 400],
  ['no time at all', 'faults', { kind: 'error', count: 0 }, 400],
  ['a rotation of nothing', 'rotation', { secretId: 'nothing', account: '111122223333', region: 'eu-west-1' }, 404],
  [
    'a step that is none',
    'rotation',
    { secretId: 'prod/payments/db', account: '111122223333', region: 'eu-west-1', step: 'jump' },
    400,
  ],
  ['an unknown path', 'secrets', {}, 404],
])('the control path refuses %s', async (_what, path, body, status) => {
  expect((await world.control('POST', path, body)).status).toBe(status);
});

test.each([
  ['origin', 'http://evil.example'],
  ['sec-fetch-site', 'cross-site'],
])('the control path is closed to web pages: %s', async (header, value) => {
  const answer = await fetch(`${world.aws.url}/_local/health`, { headers: { [header]: value } });
  expect(answer.status).toBe(403);
});

test('health names the scopes', async () => {
  expect(await world.control('GET', 'health')).toMatchObject({ status: 200, body: { status: 'ok', seed: 7 } });
});
