import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { readAnchor } from '@/lib/domain/ledger/read-anchor';
import { GENESIS } from '@/lib/domain/ledger/seal-entry';
import { isSigned, readSigners } from '@/lib/domain/ledger/sign-anchor';
import type { AnchorSink, LedgerDuties } from '@/lib/domain/ports/anchor-sink';
import { createFileSink } from '@/lib/runtime/anchors/file-sink';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { toJobData } from '@/lib/sync/queues';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { createLedgerKeeper } from './keep-ledger';

const HOUR = 3_600_000;
const never = new AbortController().signal;
const signers = readSigners(String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));

let database: TestDatabase;
let superuser: pg.Client;
let folder: string;
let now = Date.now();
let ctx: ReturnType<typeof createTestContext>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-keep-'));
  database = await startTestDatabase();
  superuser = new pg.Client(database.superuserUrl);
  await superuser.connect();
  ctx = { ...createTestContext(database.appUrl, 'http://127.0.0.1:1'), now: () => new Date(now) };
});
afterAll(async () => {
  await ctx.store.close();
  await superuser.end();
  await database.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await superuser.query(`truncate keyledger.ledger, keyledger.ledger_anchor, keyledger.ledger_sink, keyledger.ledger_check,
    keyledger.ledger_follower; update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`);
});

const append = async (count = 1) => {
  for (let index = 0; index < count; index += 1)
    await ctx.store.ledger.append(
      {
        actId: 'a',
        action: 'scope.sync',
        phase: 'noted',
        actor: { id: 'i|s', name: 'n', persona: null },
        secret: null,
        reason: null,
        code: null,
        requestId: null,
        count: 1,
        detail: {},
      },
      ctx.now(),
    );
};
const duties = (change: Partial<LedgerDuties> = {}): LedgerDuties => ({
  pace: { everyMinutes: 60, everyEntries: 10 },
  signers,
  sinks: [],
  checkHours: 24,
  tell: null,
  ...change,
});
const keep = (about: string, change: Partial<LedgerDuties> = {}) =>
  createLedgerKeeper(ctx, duties(change))(toJobData(about), never);
const numbers = async () =>
  (await ctx.store.anchors.after(0, 100)).map(({ anchor }) => [anchor.number, anchor.seq, anchor.count]);

describe('anchors', () => {
  it('are made at once, then by number of entries or by time, and not of what is anchored', async () => {
    await keep('anchors');
    expect(await numbers()).toEqual([]);
    await append(2);
    await keep('anchors');
    await append(9);
    await keep('anchors');
    expect(await numbers()).toEqual([[1, 2, 2]]);
    await append(1);
    await keep('anchors');
    await append(1);
    now += HOUR - 1;
    await keep('anchors');
    expect(await numbers()).toEqual([
      [1, 2, 2],
      [2, 12, 10],
    ]);
    now += 1;
    await keep('anchors');
    now += HOUR;
    await keep('anchors');
    expect(await numbers()).toEqual([
      [1, 2, 2],
      [2, 12, 10],
      [3, 13, 1],
    ]);
    const all = await ctx.store.anchors.after(0, 10);
    expect(all.every(isSigned)).toBe(true);
  });

  it('are made of an unchanged head once a day, and at once where a clock was put right or all is gone', async () => {
    await append(2);
    await keep('anchors');
    now += 24 * HOUR - 1;
    await keep('anchors');
    expect(await numbers()).toEqual([[1, 2, 2]]);
    now += 1;
    await keep('anchors');
    expect(await numbers()).toEqual([
      [1, 2, 2],
      [2, 2, 0],
    ]);
    // The clock had been two days ahead.
    now -= 48 * HOUR;
    await keep('anchors');
    await keep('anchors');
    expect((await numbers()).at(-1)).toEqual([3, 2, 0]);
    await superuser.query(`truncate keyledger.ledger; update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`);
    await keep('anchors');
    await keep('anchors');
    expect((await numbers()).at(-1)).toEqual([4, 0, 0]);
    now += 24 * HOUR;
  });

  it('are sent again also where the next try was put off further than it ever is', async () => {
    const path = join(folder, 'put-off.jsonl');
    await append(1);
    await ctx.store.anchors.recordFailure(
      'file',
      { problem: 'p', remedy: 'r', tryAt: new Date(now + 1000 * HOUR) },
      ctx.now(),
    );
    await keep('anchors', { sinks: [createFileSink(path)] });
    expect(await ctx.store.anchors.sinks()).toMatchObject([{ delivered: 1, failures: 0 }]);
  });

  it('are one where several workers make them at once', async () => {
    await append(3);
    await Promise.all([keep('anchors'), keep('anchors'), keep('anchors')]);
    expect(await numbers()).toEqual([[1, 3, 3]]);
  });

  it('are made at once where the ledger went back', async () => {
    await append(5);
    await keep('anchors');
    await superuser.query(`delete from keyledger.ledger where seq > 3; update keyledger.ledger_head h set seq = 3, hash = l.hash
      from keyledger.ledger l where l.seq = 3`);
    await keep('anchors');
    expect(await numbers()).toEqual([
      [1, 5, 5],
      [2, 3, 0],
    ]);
  });

  it('reach every place in order; one that fails is tried again, says why, and holds up nothing else', async () => {
    const path = join(folder, 'anchors.jsonl');
    let broken = true;
    const arrived: number[] = [];
    const moody: AnchorSink = {
      name: 's3',
      async put(anchors) {
        if (broken) throw new AppError('upstream', 'no bucket', { remedy: 'make one' });
        arrived.push(...anchors.map(({ anchor }) => anchor.number));
      },
    };
    const sinks = [moody, createFileSink(path)];
    for (let round = 0; round < 3; round += 1) {
      await append(10);
      await keep('anchors', { sinks });
    }
    const lines = () =>
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => readAnchor(line)?.anchor.number);
    expect(lines()).toEqual([1, 2, 3]);
    const health = async () => (await ctx.store.anchors.sinks()).find(({ name }) => name === 's3');
    // Not tried again before its time.
    expect(await health()).toMatchObject({
      delivered: 0,
      failures: 1,
      problem: 'no bucket',
      remedy: 'make one',
      failingSince: new Date(now),
    });
    const since = now;
    now += HOUR;
    await keep('anchors', { sinks });
    expect(await health()).toMatchObject({ failures: 2, failingSince: new Date(since) });
    broken = false;
    now += HOUR;
    await keep('anchors', { sinks });
    expect(arrived).toEqual([1, 2, 3]);
    expect(await health()).toMatchObject({ delivered: 3, failures: 0, problem: null, failingSince: null });
    // Ledger entries were written all the while.
    expect((await ctx.store.anchors.head()).seq).toBe(30);
    expect(lines()).toEqual([1, 2, 3]);
  });
});

describe('the check', () => {
  const checks = async () => (await ctx.store.anchors.checks()).map(({ kind, entries, seq, findings }) => ({ kind, entries, seq, found: findings.map((one) => one.kind) })).toSorted((a, b) => (a.kind < b.kind ? -1 : 1)); // prettier-ignore

  it('walks all of it once a day and between only what is new', async () => {
    await append(5);
    await keep('check');
    await append(3);
    await keep('check');
    expect(await checks()).toEqual([
      { kind: 'stretch', entries: 3, seq: 8, found: [] },
      { kind: 'whole', entries: 5, seq: 5, found: [] },
    ]);
    // What was walked already is not walked again before its time.
    await superuser.query(`update keyledger.ledger set reason = 'x' where seq = 2`);
    await append(1);
    await keep('check');
    expect((await checks())[0]).toEqual({ kind: 'stretch', entries: 1, seq: 9, found: [] });
    now += 24 * HOUR;
    await keep('check');
    expect((await checks())[1]).toEqual({ kind: 'whole', entries: 9, seq: 9, found: ['changed'] });
  });

  it('sees in the stretch what does not follow, and walks all where the ledger went back', async () => {
    await append(5);
    await keep('check');
    await append(2);
    await superuser.query(`update keyledger.ledger set reason = 'x' where seq = 7`);
    await keep('check');
    expect((await checks())[0]).toEqual({ kind: 'stretch', entries: 2, seq: 7, found: ['changed'] });
    await keep('anchors');
    await superuser.query(`delete from keyledger.ledger where seq > 4; update keyledger.ledger_head h set seq = 4, hash = l.hash
      from keyledger.ledger l where l.seq = 4`);
    await keep('check');
    expect((await checks()).find(({ kind }) => kind === 'whole')).toMatchObject({ seq: 4, found: ['truncated'] });
  });
});

describe('who follows the ledger', () => {
  it('is told each entry in order, and again what was not heard to its end', async () => {
    const told: number[] = [];
    let fails = false;
    const tell = async (lines: readonly string[]) => {
      told.push(...lines.map((line) => Number(JSON.parse(line).metadata.sequence)));
      if (fails) throw new Error('the pipe broke');
    };
    await append(3);
    await keep('stdout', { tell });
    fails = true;
    await append(2);
    await expect(keep('stdout', { tell })).rejects.toThrow('the pipe broke');
    fails = false;
    await append(1);
    await keep('stdout', { tell });
    await keep('stdout', { tell });
    expect(told).toEqual([1, 2, 3, 4, 5, 4, 5, 6]);
    expect(await keep('stdout')).toEqual({ afterSeconds: 60 });
  });
});
