import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createAnchorBucket } from '@/lib/aws/anchors/anchor-bucket';
import { toOptions } from '@/lib/aws/testing/test-options';
import { describeReport } from '@/lib/domain/ledger/describe-report';
import { GENESIS } from '@/lib/domain/ledger/seal-entry';
import { readSigners, toPublicPem } from '@/lib/domain/ledger/sign-anchor';
import type { Report } from '@/lib/domain/ledger/verdict';
import type { AnchorSink } from '@/lib/domain/ports/anchor-sink';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { createFileSink } from './file-sink';
import { logSink } from './write-lines';
import { readVerifyArguments } from '@/lib/runtime/read-verify-arguments';
import { toConfigEntry } from '@/lib/runtime/record-config';
import { reportOnLedger } from '@/lib/runtime/report-on-ledger';
import { createTeardown } from '@/lib/runtime/teardown';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { createLedgerKeeper } from '@/lib/sync/ledger/keep-ledger';
import { toJobData } from '@/lib/sync/queues';
import { createTestContext } from '@/lib/sync/testing/test-context';

const HOUR = 3_600_000;
const bucket = 'anchors-by-day';
const signers = readSigners(String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
const never = new AbortController().signal;

const world = useLocalWorld();
const folder = mkdtempSync(join(tmpdir(), 'keyledger-fresh-'));
const key = join(folder, 'key.pub.pem');
let database: TestDatabase;
let superuser: pg.Client;
let ctx: ReturnType<typeof createTestContext>;
let [ago, round, file, logged, prefix] = [0, 0, '', '', ''];

beforeAll(async () => {
  const [signer] = signers;
  if (signer) writeFileSync(key, toPublicPem(signer));
  database = await startTestDatabase();
  superuser = new pg.Client(database.superuserUrl);
  await superuser.connect();
  ctx = { ...createTestContext(database.appUrl, 'http://127.0.0.1:1'), now: () => new Date(Date.now() - ago * HOUR) };
  const settings = { endpoint: world.aws.url, region: 'eu-west-1', credentials: adminKeys, forcePathStyle: true };
  await new S3Client(settings).send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
});
afterAll(async () => {
  await ctx.store.close();
  await superuser.end();
  await database.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  for (const [name, value] of Object.entries({
    NODE_ENV: 'production',
    KEYLEDGER_DATA: folder,
    DATABASE_URL: database.appUrl,
    AWS_ENDPOINT_URL: world.aws.url,
    AWS_ACCESS_KEY_ID: adminKeys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: adminKeys.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  }))
    vi.stubEnv(name, value);
  round += 1;
  [file, logged, prefix] = [join(folder, `${round}.jsonl`), join(folder, `${round}.log`), `${round}/`];
  await superuser.query(`truncate keyledger.ledger, keyledger.ledger_anchor, keyledger.ledger_sink;
    update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`);
});

async function append(hoursAgo: number, count = 1): Promise<void> {
  ago = hoursAgo;
  for (let index = 0; index < count; index += 1)
    await ctx.store.ledger.append(
      toConfigEntry({ digest: `${round} ${hoursAgo} ${index}`, source: 'test', demo: false }, 'start', {}),
      ctx.now(),
    );
}

/** The worker's turn, so many hours ago, with all its places; what it prints is the log. */
async function anchor(hoursAgo: number): Promise<void> {
  ago = hoursAgo;
  const own = {
    account: null,
    role: null,
    externalId: null,
    pathStyle: true,
    mode: 'COMPLIANCE',
    retainDays: 30,
  } as const;
  const options = toOptions(world.aws.url, { credentials: adminKeys });
  const s3 = createAnchorBucket({ ...own, bucket, prefix, region: 'eu-west-1' }, options);
  const output = vi.spyOn(process.stdout, 'write').mockImplementation((...written: unknown[]) => {
    const [text, done] = written;
    writeFileSync(logged, String(text), { flag: 'a' });
    if (typeof done === 'function') done();
    return true;
  });
  try {
    const sinks: AnchorSink[] = [logSink, createFileSink(file), { name: 's3', put: async (signed) => s3.put(signed) }];
    const pace = { everyMinutes: 60, everyEntries: 1000 };
    await createLedgerKeeper(ctx, { pace, signers, sinks, checkHours: 24, tell: null })(toJobData('anchors'), never);
  } finally {
    output.mockRestore();
  }
}

async function verify(...args: string[]): Promise<{ code: number; said: string; report: Report }> {
  const teardown = createTeardown();
  try {
    const { report } = await reportOnLedger(readVerifyArguments([...args, '--public-key', key]), teardown);
    return { code: report.exitCode, said: describeReport(report).join('\n'), report };
  } finally {
    await teardown.run();
  }
}
const places = () => [file, logged, `s3://${bucket}/${prefix}?region=eu-west-1`];

it('a head that does not change is vouched for once a day, in every place alike', { timeout: 120_000 }, async () => {
  await append(51, 2);
  for (const hoursAgo of [51, 50, 28, 27, 26.9, 3, 2]) await anchor(hoursAgo);
  for (const place of places()) {
    const { code, said, report } = await verify('--anchors', place, '--fresh', '26');
    expect({ code, said }, place).toEqual({
      code: 0,
      said: expect.stringMatching(/^The newest that holds is 3 h \d min old\. What was added after it/m),
    });
    expect(report, place).toMatchObject({ held: 3, findings: [], fresh: { newest: { number: 3, seq: 2 }, hours: 26 } });
    const stale = await verify('--anchors', place, '--fresh', '2');
    expect(stale, place).toMatchObject({ code: 2, report: { fresh: { stale: true } } });
    expect(stale.said, place).toMatch(/3 h \d min old; --fresh asks for one of at most 2 h\. See that the worker runs/);
    expect(await verify('--anchors', place), place).toMatchObject({ code: 0 });
  }
});

it('what came after the last anchor and was erased is seen by its age alone', { timeout: 120_000 }, async () => {
  await append(30, 3);
  await anchor(30);
  // The worker is kept from anchoring; what is done meanwhile is taken out again.
  await append(20, 4);
  await superuser.query(`delete from keyledger.ledger where seq > 3; update keyledger.ledger_head h set seq = 3, hash = l.hash
    from keyledger.ledger l where l.seq = 3`);
  expect(await verify('--anchors', file)).toMatchObject({ code: 0, said: expect.stringMatching(/is 1 d 6 h old/) });
  expect(await verify('--anchors', file, '--fresh', '26')).toMatchObject({ code: 2 });
  // Let go again, the last anchor is new, and the time without one stays to be seen.
  await anchor(0);
  const resumed = await verify('--anchors', file, '--fresh', '26');
  expect(resumed).toMatchObject({ code: 0, said: expect.stringMatching(/is \d min old/) });
  expect(resumed.said).toMatch(/note: 1 d 6 h without an anchor lie between anchor 1 \(.*\) and anchor 2 \(/);
});

it('an older end that the worker was shown for a moment makes nothing new', { timeout: 120_000 }, async () => {
  await append(30, 5);
  await anchor(30);
  const show = (seq: number) =>
    superuser.query(
      `update keyledger.ledger_head h set seq = l.seq, hash = l.hash from keyledger.ledger l where l.seq = ${seq}`,
    );
  await show(2);
  await anchor(1);
  await show(5);
  const { code, said, report } = await verify('--anchors', file, '--fresh', '26');
  expect({ code, held: report.held, newest: report.fresh.newest?.number }).toEqual({ code: 2, held: 2, newest: 1 });
  expect(said).toMatch(/note: anchor 2 \(.*\) is of entry 2, after anchor 1 had seen entry 5, which is still there/);
});

it('is no better for anchors that do not hold, are still to come, or are not there', { timeout: 120_000 }, async () => {
  await append(30, 3);
  await anchor(30);
  expect(await verify('--fresh', '26')).toMatchObject({
    code: 2,
    said: expect.stringMatching(/No anchor that holds says when the ledger was last seen; --fresh asks/),
  });
  // By a clock that was ahead.
  await append(30, 1);
  await anchor(-5);
  const ahead = await verify('--anchors', file, '--fresh', '26');
  expect(ahead).toMatchObject({ code: 2, report: { held: 2, fresh: { newest: { number: 1 } } } });
  expect(ahead.said).toMatch(/note: anchor 2 \(.*\) says that it is still to come/);
  await superuser.query(`update keyledger.ledger set reason = 'x' where seq = 2`);
  expect(await verify('--anchors', file, '--fresh', '26')).toMatchObject({ code: 1 });
});
