import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnchorBucket } from '@/lib/aws/anchors/anchor-bucket';
import { toOptions } from '@/lib/aws/testing/test-options';
import { EVERYTHING } from '@/lib/domain/grant';
import { ANCHOR_TYPE, toAnchorLine, type SignedAnchor } from '@/lib/domain/ledger/anchor';
import { describeReport } from '@/lib/domain/ledger/describe-report';
import { EXPORT_TYPE } from '@/lib/domain/ledger/export-line';
import { GENESIS } from '@/lib/domain/ledger/seal-entry';
import { readSigners, signAnchor, toPublicPem, type Signer } from '@/lib/domain/ledger/sign-anchor';
import type { Report } from '@/lib/domain/ledger/verdict';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { createFileSink } from './anchors/file-sink';
import { readVerifyArguments } from './read-verify-arguments';
import { reportOnLedger } from './report-on-ledger';
import { createTeardown } from './teardown';
import { toConfigEntry } from './record-config';

const OLD = '11111111-1111-4111-8111-111111111111';
const NEW = '22222222-2222-4222-8222-222222222222';
const bucket = 'anchors-of-two-ledgers';
const makeSigners = () =>
  readSigners(String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
const signers = makeSigners();

const world = useLocalWorld();
const folder = mkdtempSync(join(tmpdir(), 'keyledger-verify-'));
const key = join(folder, 'key.pub.pem');
let test: TestStore;
let superuser: pg.Client;
let [number, file, prefix] = [0, '', ''];
beforeAll(async () => {
  const [signer] = signers;
  if (signer) writeFileSync(key, toPublicPem(signer));
  test = await startTestStore([]);
  superuser = new pg.Client(test.database.superuserUrl);
  await superuser.connect();
  const settings = { endpoint: world.aws.url, region: 'eu-west-1', credentials: adminKeys, forcePathStyle: true };
  await new S3Client(settings).send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
});
afterAll(async () => {
  await superuser.end();
  await test.stop();
  rmSync(folder, { recursive: true });
});

/** What whoever has the database does to be rid of a ledger: everything is gone, and the next begins with nothing. */
async function begin(id: string, entries: number): Promise<void> {
  await superuser.query(`truncate keyledger.ledger, keyledger.ledger_anchor;
    update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`);
  await superuser.query('update keyledger.ledger_identity set id = $1', [id]);
  for (let index = 0; index < entries; index += 1)
    await test.store.ledger.append(
      toConfigEntry({ digest: `${id} ${index}`, source: 'test', demo: false }, 'start', {}),
      new Date(),
    );
}

/** The worker's, which signs whatever head the database has. */
async function sign(by: readonly Signer[] = signers, change: object = {}): Promise<SignedAnchor> {
  const [ledger, { seq, hash }] = await Promise.all([test.store.anchors.ledgerId(), test.store.anchors.head()]);
  const at = new Date().toISOString();
  const anchor = { type: ANCHOR_TYPE, ledger, number: 1, seq, hash, count: seq, at, previous: null } as const;
  return signAnchor({ ...anchor, ...change }, by);
}

async function keep(...anchors: SignedAnchor[]): Promise<void> {
  await createFileSink(file).put(anchors);
  const own = { account: null, role: null, externalId: null, pathStyle: true };
  const place = { bucket, prefix, region: 'eu-west-1', ...own } as const;
  const options = toOptions(world.aws.url, { credentials: adminKeys });
  await createAnchorBucket({ ...place, mode: 'COMPLIANCE', retainDays: 30 }, options).put(anchors);
}

const toEnvironment = () => ({
  NODE_ENV: 'production' as const,
  KEYLEDGER_DATA: folder,
  DATABASE_URL: test.database.appUrl,
  AWS_ENDPOINT_URL: world.aws.url,
  AWS_ACCESS_KEY_ID: adminKeys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: adminKeys.secretAccessKey,
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** As the command does, in this process. */
async function run(...args: string[]): Promise<{ code: number; said: string; report: Report }> {
  const teardown = createTeardown();
  try {
    const { report } = await reportOnLedger(readVerifyArguments(args), teardown);
    return { code: report.exitCode, said: `${describeReport(report).join('\n')}\n`, report };
  } finally {
    await teardown.run();
  }
}

const command = (...args: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'lib/runtime/verify-ledger.ts', ...args],
      { env: { ...toEnvironment(), PATH: process.env.PATH } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });
const known = ['--public-key', key];
const places = (): [string, string][] => [
  ['--anchors', file],
  ['--anchors', `s3://${bucket}/${prefix}?region=eu-west-1`],
];

beforeEach(async () => {
  for (const [name, value] of Object.entries(toEnvironment())) vi.stubEnv(name, value);
  number += 1;
  [file, prefix] = [join(folder, `anchors-${number}.jsonl`), `${number}/`];
  await begin(OLD, 3);
  await keep(await sign());
});

describe('a ledger that was begun in the place of another one', { timeout: 120_000 }, () => {
  it('is not whole where the key that signed for it signed for another one too, in a file and in a bucket', async () => {
    await begin(NEW, 2);
    await keep(await sign());
    for (const from of places()) {
      const doubtful = await run(...from, ...known);
      expect(doubtful).toMatchObject({
        code: 2,
        said: expect.stringMatching(/^The ledger could not be checked: 2 entries/),
      });
      expect(doubtful.said).toMatch(
        new RegExp(`The key that is believed has signed for other ledgers too \\(${OLD}\\).* --ledger ID`),
      );
      expect(await run(...from)).toMatchObject({
        code: 2,
        said: expect.stringMatching(new RegExp(`signed for other ledgers too \\(${OLD}\\)`)),
      });
      expect(await run(...from, ...known, '--ledger', OLD)).toMatchObject({
        code: 1,
        said: expect.stringContaining(`other-ledger: this is ledger ${NEW} and not ${OLD}`),
      });
      const meant = await run(...from, ...known, '--ledger', NEW.toUpperCase());
      expect(meant).toMatchObject({ code: 0, said: expect.stringContaining(`Ledger ${NEW}, which is the one`) });
      expect(meant.said).toContain(`(${OLD}) were left aside: --ledger says`);
    }
    expect(await run('--ledger', OLD)).toMatchObject({ code: 1 });
    const { code, said } = await command(...places().flat(), ...known, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(said)).toMatchObject({ verdict: 'unchecked', anchors: { rivals: [OLD], foreign: [] } });
  });

  it('is not whole by copies of the old anchors whose signatures were spoilt, nor by a key of its own', async () => {
    const old = await sign();
    await keep(old);
    await begin(NEW, 2);
    await keep(await sign());
    // All that the database still knew of them, which the worker then sends after the others.
    const spoilt = { ...old, signatures: [Buffer.alloc(64).toString('base64')] };
    appendFileSync(file, `${toAnchorLine(spoilt)}\n`);
    expect(await run('--anchors', file, ...known)).toMatchObject({ code: 2, said: expect.stringContaining(OLD) });

    // Older than all others, so that it is the one that is believed where no key is given.
    await keep(await sign(makeSigners(), { at: '1970-01-01T00:00:00.000Z' }));
    expect(await run('--anchors', file)).toMatchObject({ code: 1 });
    await begin('33333333-3333-4333-8333-333333333333', 2);
    await keep(await sign(makeSigners(), { at: '1970-01-01T00:00:00.000Z' }));
    expect(await run('--anchors', file)).toMatchObject({ code: 2, said: expect.stringContaining(`${OLD}, ${NEW}`) });
  });

  it('is whole beside one that another key signed for, and says so', async () => {
    await keep(await sign(makeSigners(), { ledger: NEW }));
    expect(await run('--anchors', file, ...known)).toMatchObject({
      code: 0,
      said: expect.stringContaining(`(${NEW}) were left aside: no key that is believed`),
    });
  });

  it('writes none of the words of the verifier with its id', async () => {
    await begin('x\u001B[2J\nThe ledger is whole: 2 entries.\u009B', 2);
    for (const more of [[], ['--json']])
      expect((await command(...more)).said).not.toMatch(/(?!\n)\p{Cc}|^The ledger is whole: 2 entries\.$/mu);
  });
});

describe('a backup that was put back', { timeout: 120_000 }, () => {
  const restored = (at: Date, replacedEntries = 3) =>
    test.store.ledger.append(
      {
        ...toConfigEntry({ digest: '', source: 'test', demo: false }, 'start', {}),
        action: 'ledger.restored',
        detail: { backupAt: '2026-11-25T00:00:00.000Z', replacedEntries },
      },
      at,
    );
  const verify = (...marks: string[]) =>
    run('--anchors', file, ...known, ...marks.flatMap((mark) => ['--accept', mark]));

  it('is accepted by its mark, under which no other can be written', async () => {
    await begin(OLD, 1);
    const { hash } = await restored(new Date());
    const mark = `2@${hash.slice(0, 32)}`;
    expect(await verify()).toMatchObject({ code: 3, said: expect.stringContaining(`[${mark}]`) });
    expect((await verify()).said).toContain(`--accept ${mark}\n`);
    expect(await verify(mark)).toMatchObject({ code: 0 });
    // Everything written anew up to a restore with the same number.
    await begin(OLD, 1);
    await superuser.query(`truncate keyledger.ledger; update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`);
    await test.store.ledger.append(
      toConfigEntry({ digest: 'another', source: 'test', demo: false }, 'start', {}),
      new Date(),
    );
    const other = `2@${(await restored(new Date())).hash.slice(0, 32)}`;
    expect(other).not.toBe(mark);
    const attacked = await verify(mark);
    expect(attacked).toMatchObject({ code: 3, said: expect.stringContaining(`--accept ${mark} accepts nothing`) });
    expect(attacked.said).toContain(`the restore that entry 2 records is ${other}`);
    // Whoever accepts that one too is still told that the one before it is gone.
    expect(await verify(mark, other)).toMatchObject({ code: 2 });
    expect(await verify(other)).toMatchObject({ code: 0 });
  });

  it('several are accepted one by one or in a list', async () => {
    await begin(OLD, 1);
    const first = `2@${(await restored(new Date())).hash.slice(0, 32)}`;
    const second = `3@${(await restored(new Date(), 5)).hash.slice(0, 32)}`;
    expect(await verify(first)).toMatchObject({
      code: 3,
      said: expect.stringContaining(`--accept ${first},${second}\n`),
    });
    expect(await verify(second)).toMatchObject({ code: 3 });
    expect(await verify(first, second)).toMatchObject({ code: 0 });
    expect(await verify(`${second},${first.toUpperCase()}`)).toMatchObject({ code: 0 });
  });

  it('explains nothing where it says that it is still to come', async () => {
    await begin(OLD, 1);
    const { hash } = await restored(new Date('2100-01-01'));
    await keep(await sign());
    const mark = `2@${hash.slice(0, 32)}`;
    expect(await verify(mark)).toMatchObject({ code: 1, said: expect.stringContaining('truncated: entry 3 gone') });
  });
});

describe('what it is asked', () => {
  it.each([
    [['--accept', '3'], /--accept 3 is a number alone.*such as 3@.* prints the mark/],
    [['--accept', '3@abc'], /--accept 3@abc is no mark/],
    [['--accept', `0@${'a'.repeat(32)}`], /is no mark/],
    [['--accept', `3@${'g'.repeat(32)}`], /is no mark/],
    [['--accept', `3@${'a'.repeat(64)}`], /first 32 digits/],
    [['--accept', `3@${'a'.repeat(32)},`], /is no mark/],
    [['--accept', `3@${'a'.repeat(32)}`, '--accept', '4'], /--accept 4 is a number alone/],
    [['--ledger', 'mine'], /--ledger mine is no id of a ledger/],
    [['--ledger', ''], /is no id of a ledger/],
    [['--ledger', OLD, '--ledger', `${OLD}0`], /is no id of a ledger/],
    [['--ledgers', OLD], /\[--ledger ID\]/],
    [['--fresh', '0'], /--fresh 0 is no number of hours/],
    [['--fresh', '1.5'], /--fresh 1.5 is no number of hours/],
    [['--fresh', '26h'], /such as 26/],
    [['--fresh'], /\[--fresh HOURS\]/],
  ])('is refused in a line where it is malformed: %j', (args, why) => {
    expect(() => readVerifyArguments(args)).toThrow(why);
  });
});

it('a file that holds a part of a ledger is never whole', { timeout: 60_000 }, async () => {
  const part = join(folder, 'part.jsonl');
  const [last] = await test.store.ledger.list(EVERYTHING, { limit: 1, beforeSeq: null });
  const head = { type: EXPORT_TYPE, ledger: OLD, exportedAt: new Date().toISOString(), head: last, partial: true };
  const lines = [head, last, { type: EXPORT_TYPE, entries: 1 }].map((line) => JSON.stringify(line));
  writeFileSync(part, lines.join('\n'));
  expect(await run('--export', part, '--anchors', file, ...known)).toMatchObject({
    code: 2,
    said: expect.stringMatching(/whether others were taken out of it cannot be told/),
  });
});
