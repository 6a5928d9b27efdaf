import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeSecretCommand, GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { readOptions } from '@/lib/local-aws/options';
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

test.each([
  [
    { kind: 'error', status: 503 },
    { code: 'ServiceUnavailable', status: 503 },
  ],
  [{ kind: 'expired' }, { code: 'ExpiredTokenException', status: 400 }],
  [{ kind: 'region-off' }, { code: 'UnrecognizedClientException', status: 400 }],
  [
    { kind: 'html', status: 404 },
    { code: 'SyntaxError', status: 404 },
  ],
  [{ kind: 'xml' }, { code: 'SyntaxError', status: 503 }],
])('%j', async (body, expected) => {
  await fault({ ...body, operation: 'ListSecrets', count: 1 });
  expect(await refusal(list())).toMatchObject(expected);
  expect((await list()).SecretList).toHaveLength(1);
});

test('STS names a region that is off', async () => {
  await fault({ kind: 'region-off', scope: { region: 'eu-west-1' } });
  expect(await refusal(world.sts().send(new GetCallerIdentityCommand({})))).toMatchObject({
    code: 'RegionDisabledException',
    status: 403,
  });
  expect((await list('us-east-1')).SecretList).toBeDefined();
});

test('an answer that breaks off', async () => {
  await fault({ kind: 'truncated', operation: 'ListSecrets', count: 1 });
  expect((await refusal(list())).message).toMatch(/aborted|terminated|socket hang up|ECONNRESET/);
  expect((await list()).SecretList).toHaveLength(1);
});

test('a clock that is off is refused, and learnt from the answer', async () => {
  await fault({ kind: 'clock-skew', latencyMs: 1_800_000 });
  expect(await refusal(list())).toMatchObject({
    code: 'InvalidSignatureException',
    message: expect.stringMatching(/^Signature expired: \d{8}T\d{6}Z is now earlier than/),
  });
  const client = world.secrets({ maxAttempts: 3 });
  expect((await client.send(new ListSecretsCommand({ MaxResults: 1 }))).SecretList).toHaveLength(1);
});

test('records of a scope come later, and only there', async () => {
  await fault({ kind: 'event-delay', latencyMs: 3_600_000, scope: '111122223333/ap-south-1' });
  const names = async (region: string) => {
    await refusal(world.secrets({ region }).send(new DescribeSecretCommand({ SecretId: 'none' })));
    const { Events = [] } = await world.trail({ region }).send(new LookupEventsCommand({}));
    return Events.map(({ EventName }) => EventName);
  };
  expect(await names('ap-south-1')).toEqual([]);
  expect(await names('eu-north-1')).toContain('DescribeSecret');
  await world.control('DELETE', 'faults');
  expect(await names('ap-south-1')).toContain('DescribeSecret');
});

test('which requests of a share are hit follows from the seed', async () => {
  const hits = async () => {
    await world.control('DELETE', 'faults');
    await fault({ kind: 'error', share: 0.4 });
    const outcomes: boolean[] = [];
    for (let turn = 0; turn < 30; turn += 1) outcomes.push(await list().then(() => false, () => true)); // prettier-ignore
    return outcomes;
  };
  const first = await hits();
  expect(first.filter(Boolean).length).toBeGreaterThan(4);
  expect(first.filter(Boolean).length).toBeLessThan(20);
  expect(await hits()).toEqual(first);
});

test('faults from the command line', () => {
  const { faults } = readOptions(['--fault', '{"kind":"throttle","share":0.2}', '--fault', '{"kind":"reset"}']);
  expect(faults).toMatchObject([
    { kind: 'throttle', share: 0.2 },
    { kind: 'reset', share: 1 },
  ]);
  expect(() => readOptions(['--fault', 'throttle'])).toThrow('--fault must be JSON');
  expect(() => readOptions(['--fault', '{"kind":"fire"}'])).toThrow('--fault: kind is one of throttle, ');
  expect(() => readOptions(['--fault', '{"kind":"reset","often":1}'])).toThrow('--fault: a fault has no "often"');
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
  ['a status that is none', 'faults', { kind: 'error', status: 42 }, 400],
  ['a member that is none', 'faults', { kind: 'error', scop: 'x/y' }, 400],
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
