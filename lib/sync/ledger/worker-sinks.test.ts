import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { toAnchorLine } from '@/lib/domain/ledger/anchor';
import { readAnchor } from '@/lib/domain/ledger/read-anchor';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { keepAnchorKey } from '@/lib/runtime/anchors/keep-anchor-key';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { grantJobs } from '@/lib/store/grant-jobs';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { migrateJobs } from '@/lib/sync/migrate-jobs';
import { openFailingDoor, type FailingDoor } from '@/lib/sync/testing/failing-door';
import { createTestContext } from '@/lib/sync/testing/test-context';

const Bucket = 'anchors-of-the-worker';
const UNTIL = { timeout: 30_000, interval: 100 };
const world = useLocalWorld();
const folder = mkdtempSync(join(tmpdir(), 'keyledger-sinks-'));
const file = join(folder, 'anchors.jsonl');

let database: TestDatabase;
let door: FailingDoor;
let ctx: ReturnType<typeof createTestContext>;
let s3: S3Client;
let worker: ChildProcess;
let said = '';

const CONFIG = {
  accounts: [{ id: '111122223333', name: 'test', regions: ['eu-west-1'] }],
  signIn: {
    providers: [
      { id: 'corp', name: 'Corp', issuer: 'https://id.example', clientId: 'c', clientSecretEnv: 'CORP_SECRET' },
    ],
  },
  grants: [{ who: { anyone: true }, may: ['inventory.read'] }],
  ledger: {
    stdout: true,
    anchors: {
      everyEntries: 5,
      log: false,
      file,
      s3: { bucket: Bucket, region: 'eu-west-1', mode: 'COMPLIANCE', retainDays: 400 },
    },
  },
};

/** lib/runtime/worker.ts as the supervisor starts it. */
function startWorkerProcess(): ChildProcess {
  const config = join(folder, 'keyledger.yaml');
  writeFileSync(config, JSON.stringify(CONFIG));
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/runtime/worker.ts'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      KEYLEDGER_DATA: folder,
      KEYLEDGER_CONFIG: config,
      KEYLEDGER_SESSION_SECRET: 'only-for-tests-only-for-tests-only',
      CORP_SECRET: 'only-for-tests',
      DATABASE_URL: database.appUrl,
      DATABASE_MIGRATION_URL: database.ownerUrl,
      AWS_ENDPOINT_URL: door.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: adminKeys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: adminKeys.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (said += text));
  return child;
}

beforeAll(async () => {
  chmodSync(folder, 0o700);
  [database, door] = await Promise.all([startTestDatabase(), openFailingDoor(world.aws.url)]);
  await migrateJobs(database.ownerUrl);
  await grantJobs(database.ownerUrl, APP_ROLE);
  ctx = createTestContext(database.appUrl, 'http://127.0.0.1:1');
  s3 = new S3Client({ endpoint: world.aws.url, region: 'eu-west-1', credentials: adminKeys, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  keepAnchorKey({ path: join(folder, 'anchor-key.pem'), isOwn: true });
  door.shut = `/${Bucket}`;
  worker = startWorkerProcess();
});
afterAll(async () => {
  if (worker.exitCode === null) {
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  }
  await ctx.store.close();
  await door.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function append(count: number): Promise<void> {
  const entry = { action: 'scope.sync', phase: 'noted', secret: null, code: null, requestId: null, count: 1 } as const;
  const actor = { id: 'https://id.example|u1', name: 'Una', persona: null };
  for (let at = 0; at < count; at += 1)
    await ctx.store.ledger.append(
      { ...entry, actId: `act-${at}`, actor, reason: `line ${at}\n{`, detail: {} },
      new Date(),
    );
}

const inFile = (): string[] => readFileSync(file, 'utf8').trim().split('\n');
const sink = async (name: string) => (await ctx.store.anchors.sinks()).find((one) => one.name === name);
const objects = async () => (await s3.send(new ListObjectVersionsCommand({ Bucket }))).Versions ?? [];

it('what S3 missed while it was down arrives later, under its lock', { timeout: 120_000 }, async () => {
  for (let round = 1; round <= 2; round += 1) {
    await append(6);
    await vi.waitUntil(async () => ((await sink('file'))?.delivered ?? 0) >= round, UNTIL);
  }
  // The file has them; the bucket has none, and says why where Settings reads it.
  const failing = await vi.waitUntil(async () => ((await sink('s3'))?.failures ? sink('s3') : null), UNTIL);
  expect(failing).toMatchObject({ delivered: 0, failingSince: expect.any(Date), remedy: expect.any(String) });
  expect(failing?.problem).toMatch(/S3|bucket|reach/i);
  expect(await objects()).toEqual([]);

  door.shut = null;
  const written = (await sink('file'))?.delivered ?? 0;
  await vi.waitUntil(async () => ((await sink('s3'))?.delivered ?? 0) >= written, UNTIL);
  expect(await sink('s3')).toMatchObject({ failures: 0, problem: null, failingSince: null });

  const kept = await objects();
  expect(kept.length).toBe(new Set(kept.map(({ Key }) => Key)).size);
  const lines = await Promise.all(
    kept.map(async ({ Key }) => {
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect(head.ObjectLockMode).toBe('COMPLIANCE');
      expect(((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(400, 1);
      return (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString())?.trim() ?? '';
    }),
  );
  expect(lines.toSorted()).toEqual(inFile().slice(0, kept.length).toSorted());
  const anchors = (await ctx.store.anchors.after(0, 100)).map(toAnchorLine);
  expect(inFile()).toEqual(anchors);
  expect(lines.map((line) => readAnchor(line)?.anchor.ledger)).toEqual(
    lines.map(() => readAnchor(lines[0] ?? '')?.anchor.ledger),
  );
});

it('every entry is one line of its output, in order, each an OCSF event', async () => {
  const { seq } = await ctx.store.anchors.head();
  const told = (): Record<string, { sequence: number; version: string }>[] =>
    said
      .split('\n')
      .filter((line) => line.includes('"product":{"name":"Keyledger"'))
      .map((line) => JSON.parse(line));
  await vi.waitUntil(() => told().length >= seq, UNTIL);
  expect(told().map(({ metadata }) => metadata?.sequence)).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
  expect(told().every(({ metadata }) => metadata?.version === '1.3.0')).toBe(true);
  expect(said).not.toMatch(/only-for-tests/);
  expect(said).not.toContain(adminKeys.secretAccessKey);
});
