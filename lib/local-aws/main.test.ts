import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { OptionError } from './option-values';
import { readOptions } from './options';

/** Runs the program until it ends, or until it says that it is ready and is then asked to stop. */
async function run(args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/local-aws/main.ts', ...args], { stdio: 'pipe' });
  // Even when the test runs out of time, nothing of it stays behind.
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let error = '';
  child.stderr.on('data', (part: Buffer) => (error += part.toString()));
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    if (out.includes('ready')) child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, out, error };
}

test('says that it is ready, and stops when asked to', async () => {
  const { code, out, error } = await run(['--port', '0', '--secrets', '30', '--seed', '3']);
  expect(error).toBe('');
  expect(out).toMatch(/^local AWS ready on http:\/\/127\.0\.0\.1:\d+: 31 secrets in 6 scopes, seed 3\n$/);
  expect(code).toBe(0);
});

test('a port in use is one clear line', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, out, error } = await run(['--port', String(port)]);
  server.close();
  expect([code, out]).toEqual([1, '']);
  expect(error).toBe('local AWS: the port is in use: end what listens there or choose another with --port\n');
});

test('a wrong flag is one clear line', async () => {
  const { code, error } = await run(['--prot', '1']);
  expect(code).toBe(1);
  expect(error).toMatch(/^local AWS: Unknown option '--prot'; known: --port .*\n$/);
});

test.each([
  ['--port', '70000'],
  ['--port', '-1'],
  ['--secrets', 'many'],
  ['--secrets', '1e9'],
  ['--seed', '1.5'],
  ['--accounts', '0'],
  ['--accounts', '501'],
  ['--regions', ''],
  ['--regions', 'europe'],
  ['--regions', 'eu-west-1,eu-west-1'],
  ['--traffic', 'yes'],
  ['--quotas', ''],
  ['--event-delay', '5'],
  ['--event-delay', '5h'],
  ['--history-days', '91'],
  ['--anchor', 'yesterday'],
  ['--latency-ms', '0x10'],
  ['--filter-mode', 'both'],
  ['--listing-lag', '5'],
  ['--batch-records', 'yes'],
  ['--late-events', '2'],
  ['--late-events', '-0.1'],
  ['--late-events', '1.2.3'],
  ['--resource-names', 'arns'],
  ['--denied-parameters', ''],
  ['--owner-events', 'some'],
])('no option: %s %s', (flag, value) => {
  expect(() => readOptions([`${flag}=${value}`])).toThrow(OptionError);
});

test('every option is read', () => {
  const args =
    '--port 4571 --host ::1 --secrets 5 --accounts 2 --regions eu-north-1,us-west-2 --seed 1 --anchor 2026-01-02 --traffic off --quotas off --latency-ms 3 --event-delay 2m --history-days 7 --rotation-step-ms 9 --bend unpaged --filter-mode indexed --listing-lag 5m --batch-records off --replication-ms 4 --rotation-retry 10m --late-events 0.01 --resource-names arn --denied-parameters null --owner-events off --organization off --delegated-admin 222233334444 --trail-files /tmp/trail';
  expect(readOptions(args.split(' '))).toEqual({
    port: 4571,
    host: '::1',
    secrets: 5,
    accounts: 2,
    regions: ['eu-north-1', 'us-west-2'],
    seed: 1,
    anchor: new Date('2026-01-02'),
    traffic: false,
    quotas: false,
    latencyMs: 3,
    eventDelayMs: 120_000,
    lateEvents: 0.01,
    resourceNames: 'arn',
    deniedParameters: 'null',
    ownerEvents: false,
    organization: false,
    delegatedAdmin: '222233334444',
    trailFiles: '/tmp/trail',
    historyDays: 7,
    rotationStepMs: 9,
    bends: ['unpaged'],
    faults: [],
    filterMode: 'indexed',
    listingLagMs: 300_000,
    batchRecords: false,
    replicationMs: 4,
    rotationRetryMs: 600_000,
  });
});
