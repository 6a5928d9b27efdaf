import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addDays } from '@/lib/domain/day';
import type { AthenaRow } from '@/lib/domain/athena/trail-fields';
import { AppError } from '@/lib/domain/errors';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import type { SystemContext } from '@/lib/domain/ports/context';
import { keepTrailFiles } from '@/lib/local-aws/trail-files/write-trail-files';
import { importTrail } from '@/lib/runtime/trail/import-trail';
import { openFolder } from '@/lib/runtime/trail/folder-source';
import { withClient } from '@/lib/store/migrate/with-client';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import type { Next } from '@/lib/sync/run-job';
import { ATHENA, BYTES_OF_QUERY, startAthenaFixture, type AthenaFixture } from '@/lib/sync/testing/athena-fixture';
import { seededScopes } from '@/lib/sync/testing/sync-fixture';
import { createAthenaHandler } from './sync-athena';

const never = new AbortController().signal;
const HISTORY_DAYS = 4;
const today = new Date().toISOString().slice(0, 10);
const noon = new Date(`${today}T12:00:00Z`);
const since = addDays(today, -HISTORY_DAYS);
const scopes = seededScopes.slice(0, 2);
const [scope] = scopes;
const scopeId = scope?.id ?? '';

let fixture: AthenaFixture;
let folder: string;
beforeAll(async () => {
  fixture = await startAthenaFixture({
    local: { secrets: 60, historyDays: HISTORY_DAYS, eventDelayMs: 300_000, lateEvents: 0.05 },
  });
  folder = await mkdtemp(join(tmpdir(), 'keyledger-athena-'));
  const files = keepTrailFiles(fixture.local.world, folder);
  await files.written;
  await files.stop();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await fixture.stop();
});

interface Opened {
  ctx: SystemContext;
  url: string;
  run: (about?: string, failures?: number, signal?: AbortSignal) => Promise<Next>;
  /** Until nothing is left to be asked. */
  finish: (about?: string) => Promise<void>;
}

let opened = 0;
/** A store of its own that knows the secrets, and asks Athena at noon. */
async function open(change: Partial<AthenaSettings> = {}): Promise<Opened> {
  const fresh: TestStore = await startTestStore(scopes);
  const trail = { ...ATHENA.trail, since };
  // AWS knows no query of another test by its token.
  const workgroup = `test-${(opened += 1)}`;
  // Later at every look, as clocks are.
  let ticks = 0;
  const now = () => new Date(noon.getTime() + (ticks += 1));
  const ctx = { ...fixture.contextOf(fresh.database.appUrl, { trail, workgroup, ...change }), now };
  onTestFinished(async () => {
    await ctx.store.close();
    await fresh.stop();
  });
  const inventory = createInventoryHandler({ ...fixture.ctx, store: ctx.store });
  for (const { id } of scopes) await inventory(toJobData(id), never);
  // Otherwise what the event history keeps would be waited for.
  const none = { code: 'unsupported', message: 'none', remedy: 'none' } as const;
  for (const { id } of scopes) await ctx.store.scopes.recordFailure(id, 'history', none, noon);
  const handle = createAthenaHandler(ctx, []);
  const run = async (about = scopeId, failures = 0, signal = never) =>
    handle({ ...toJobData(about), failures }, signal);
  const finish = async (about = scopeId) => {
    for (let turn = 0; turn < 10; turn += 1) if ((await run(about))?.afterSeconds !== 0) return;
    throw new Error('it goes on for ever');
  };
  return { ctx, url: fresh.database.ownerUrl, run, finish };
}

/** What the figures say of closed days, of secrets of one scope. */
async function readDays(url: string, id = scopeId): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ line: string }>(
      `select concat_ws(' ', s.name, d.principal_id, d.day, sum(d.reads), sum(d.denied), min(d.first_at), max(d.last_at), max(d.last_read_at)) as line
       from keyledger.read_day d join keyledger.secret s on s.id = d.secret_id
       where s.scope_id = $1 and d.day between $2 and $3 group by s.name, d.principal_id, d.day order by 1`,
      [id, since, addDays(today, -1)],
    ),
  );
  return rows.map(({ line }) => line);
}

/** Of a call from an account that nobody asks Athena about, its own files alone name more than the account. */
const byAccount = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(/arn:aws:iam::222233334444:\S+/, 'account 222233334444')).toSorted();

/** Days on which the sums of a secret are not those of its readers. */
async function unlikeSums(url: string): Promise<unknown[]> {
  const { rows } = await withClient(url, (client) =>
    client.query(`select day, secret_id, actor_kind from (
      select day, secret_id, actor_kind, reads, denied from keyledger.secret_day
      union all select day, secret_id, actor_kind, -reads, -denied from keyledger.read_day
    ) d group by 1, 2, 3 having (sum(reads), sum(denied)) <> (0, 0)`),
  );
  return rows;
}

const sourcesOf = async ({ store }: SystemContext): Promise<string[]> =>
  ((await store.history.coverage([scopeId])).get(scopeId) ?? []).map(
    ({ source, from, to }) => `${source} ${from.toISOString().slice(0, 10)} ${to.toISOString().slice(0, 10)}`,
  );

describe('days that Athena tells of', { timeout: 90_000 }, () => {
  it('come to what an import of the same files comes to, and importing them as well counts nothing twice', async () => {
    const { ctx, url, finish } = await open();
    for (const { id } of scopes) await finish(id);
    const imported = await open();
    await importTrail(imported.ctx.store, await openFolder(folder), { now: () => new Date() });
    const told = await readDays(url);
    expect(told.length).toBeGreaterThan(20);
    expect(byAccount(told)).toEqual(byAccount(await readDays(imported.url)));
    await importTrail(ctx.store, await openFolder(folder), { now: () => new Date() });
    expect(await readDays(url)).toEqual(told);
    expect(await unlikeSums(url)).toEqual([]);
    // The first question is about one day, the next about what is left.
    expect(fixture.asked.length).toBe(4);
    expect(await ctx.store.athena.bytesSince(new Date(`${today}T00:00:00Z`))).toBe(4 * BYTES_OF_QUERY);
  });

  it('go back to the stored events where these tell them whole, and are worked out anew either way', async () => {
    const { ctx, url, run, finish } = await open();
    await finish();
    const told = await readDays(url);
    await importTrail(ctx.store, await openFolder(folder), { now: () => new Date() });
    const covered = { from: new Date(since), to: noon, source: 'lookup-events' as const };
    await ctx.store.history.applyEvents({ scopeId, records: [], covered, at: noon });
    const before = fixture.asked.length;
    await run();
    expect(fixture.asked.length).toBe(before);
    expect((await ctx.store.athena.askedDays(scopeId)).every(({ owner }) => owner === 'events')).toBe(true);
    expect(byAccount(await readDays(url))).toEqual(byAccount(told));
    expect(await unlikeSums(url)).toEqual([]);
    expect(await sourcesOf(ctx)).toEqual([`lookup-events ${since} ${today}`]);
  });

  it('are covered between days with records, for what days come to and not for single events', async () => {
    const { ctx, url, finish } = await open();
    await finish();
    expect(await sourcesOf(ctx)).toEqual([`athena ${addDays(since, 1)} ${addDays(today, -1)}`]);
    const { rows } = await withClient(url, (client) =>
      client.query('select covered <> events_covered as differs from keyledger.scope where id = $1', [scopeId]),
    );
    expect(rows).toEqual([{ differs: true }]);
  });

  it('are covered only on the word that the trail records reads, and told only while they are asked for', async () => {
    const { ctx, url, finish } = await open();
    await finish();
    const told = await readDays(url);
    const turn = (athena: AthenaSettings | null) =>
      createAthenaHandler({ ...ctx, config: { ...ctx.config, athena } }, [])(toJobData(scopeId), never);
    const settings = ctx.config.athena ?? ATHENA;
    // Not even a day without a byte to spend is one on which that goes on being said.
    await turn({ ...settings, bytesPerDay: 1, trail: { ...settings.trail, completeReads: false } });
    expect(await sourcesOf(ctx)).toEqual([]);
    expect(await readDays(url)).toEqual(told);
    expect(await ctx.store.athena.knownScopes()).toEqual([scopeId]);
    await expect(turn(null)).resolves.toBeNull();
    expect(await readDays(url)).toEqual([]);
    const { rows } = await withClient(url, (client) =>
      client.query('select 1 from keyledger.first_read union all select 1 from keyledger.roll_up_group'),
    );
    expect(rows).toEqual([]);
    expect(await ctx.store.athena.knownScopes()).toEqual([]);
  });

  it('are not taken by an answer that says less than is stored, nor asked for again at once', async () => {
    const { ctx, url, finish } = await open();
    await importTrail(ctx.store, await openFolder(folder), { now: () => new Date() });
    const stored = await readDays(url);
    fixture.next.sees = ({ record }) => record['eventName'] !== 'GetSecretValue';
    await finish();
    expect(await readDays(url)).toEqual(stored);
    fixture.next.sees = () => false;
    const asked = fixture.asked.length;
    await finish();
    expect(fixture.asked.length).toBe(asked);
    expect(await ctx.store.athena.status()).toMatchObject({ problem: null });
  });

  it('are told in words where the table sees no file at all', async () => {
    const { ctx, finish } = await open();
    fixture.next.sees = () => false;
    await finish();
    fixture.next.sees = null;
    await finish();
    expect((await ctx.store.athena.status())?.problem?.message).toContain('sees no file of account');
    expect(await ctx.store.athena.use(noon)).toMatchObject({ days: 0, queries30d: 2 });
  });
});

describe('a worker that is cut off', { timeout: 60_000 }, () => {
  it('leaves a query that the next one takes up, whatever would be asked by then, and pays for it once', async () => {
    const { ctx, run } = await open();
    await run();
    const before = fixture.asked.length;
    const stopping = new AbortController();
    const { promise, resolve } = Promise.withResolvers<void>();
    fixture.next.until = promise;
    const cut = run(scopeId, 0, stopping.signal).catch((error: unknown) => error);
    await expect.poll(async () => (await ctx.store.athena.use(noon)).latest[0]?.state).toBe('running');
    stopping.abort();
    await expect(cut).resolves.toMatchObject({ name: 'AbortError' });
    resolve();
    fixture.next.until = null;
    expect(await ctx.store.athena.status()).toMatchObject({ problem: null });
    // Of what is left no more than a day would be asked for now.
    const less = { ...(ctx.config.athena ?? ATHENA), bytesPerDay: BYTES_OF_QUERY * 2.1 };
    const handle = createAthenaHandler({ ...ctx, config: { ...ctx.config, athena: less } }, []);
    await expect(handle(toJobData(scopeId), never)).resolves.toEqual({ afterSeconds: 0 });
    expect(fixture.asked.length).toBe(before + 1);
    const { latest } = await ctx.store.athena.use(noon);
    expect(latest.map(({ state, from, to }) => `${state} ${from} ${to}`)).toEqual([
      `succeeded ${since} ${addDays(today, -2)}`,
      `succeeded ${addDays(today, -1)} ${addDays(today, -1)}`,
    ]);
    expect(await ctx.store.athena.status()).toMatchObject({ problem: null });
  });
});

describe('what may be scanned', { timeout: 60_000 }, () => {
  it('ends with the day’s bytes, and goes on the next day', async () => {
    const { ctx, run } = await open({ bytesPerDay: BYTES_OF_QUERY * 1.5 });
    await expect(run()).resolves.toEqual({ afterSeconds: 0 });
    await expect(run()).resolves.toEqual({ afterSeconds: 1_800 });
    expect(await ctx.store.athena.status()).toMatchObject({
      asOf: expect.any(Date),
      problem: { code: 'throttled', remedy: expect.stringContaining('gigabytesPerDay') },
    });
  });

  it('is what all questions together may: one that runs is stopped by what others scan', async () => {
    const { ctx, run } = await open({ bytesPerDay: BYTES_OF_QUERY * 3 });
    const { promise, resolve } = Promise.withResolvers<void>();
    fixture.next.until = promise;
    const stopped = run().catch((error: unknown) => error);
    await expect.poll(async () => (await ctx.store.athena.use(noon)).latest[0]?.state).toBe('running');
    const other = { scopeId: scopes[1]?.id ?? '', from: since, to: since, token: 'another', state: 'running' as const };
    await ctx.store.athena.noteQuery({ ...other, id: 'another', bytesScanned: BYTES_OF_QUERY * 3 + 1 }, noon);
    await expect(stopped).resolves.toMatchObject({ code: 'conflict', problem: { code: 'throttled' } });
    resolve();
    fixture.next.until = null;
    expect((await ctx.store.athena.use(noon)).latest.map(({ state }) => state)).toEqual(['stopped', 'running']);
    await expect(run(scopeId, 1)).resolves.toEqual({ afterSeconds: 1_800 });
  });

  it('is asked in fewer days after failures, and a day that is too large by itself is left to the events', async () => {
    const { ctx, run } = await open();
    const message = 'more rows than are read';
    const problem = { code: 'unsupported', message, remedy: '' } as const;
    const ask = (): AsyncIterable<AthenaRow[]> => {
      throw new AppError('too_large', message, { problem });
    };
    const handle = createAthenaHandler({ ...ctx, aws: { ...ctx.aws, athena: { ask } } }, []);
    await expect(handle(toJobData(scopeId), never)).rejects.toMatchObject({ code: 'too_large' });
    expect(await ctx.store.athena.status()).toMatchObject({ problem: { message } });
    expect(await ctx.store.athena.askedDays(scopeId)).toMatchObject([{ day: addDays(today, -1), owner: 'events' }]);
    await run(scopeId, 1);
    await run(scopeId, 5);
    const { latest } = await ctx.store.athena.use(noon);
    expect(latest.map(({ from, to }) => `${from} ${to}`)).toEqual(
      [-3, -2].map((days) => `${addDays(today, days)} ${addDays(today, days)}`),
    );
  });

  it('is not spent on days that are read backwards for nothing', async () => {
    const { ctx, run } = await open();
    await ctx.store.scopes.recordSuccess(scopeId, 'history', noon, null);
    const before = fixture.asked.length;
    await expect(run()).resolves.toEqual({ afterSeconds: 1_800 });
    expect(fixture.asked.length).toBe(before);
  });

  it('is not asked of accounts that are not named', async () => {
    const { run } = await open({ accounts: ['999988887777'] });
    await expect(run()).resolves.toBeNull();
  });
});

it(
  'a query that fails is told in words, asked again under another token, and then forgotten',
  { timeout: 60_000 },
  async () => {
    const { ctx, run } = await open();
    fixture.next.fail = "TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.keyledger.cloudtrail' does not exist";
    await expect(run(scopeId, 7)).rejects.toMatchObject({ code: 'upstream' });
    expect(await ctx.store.athena.status()).toMatchObject({
      asOf: null,
      problem: { code: 'unsupported', message: expect.stringContaining('TABLE_NOT_FOUND') },
    });
    expect((await ctx.store.athena.use(noon)).latest[0]).toMatchObject({ state: 'failed', scopeId });
    fixture.next.fail = null;
    // That another scope goes well says nothing of this one.
    await run(scopes[1]?.id);
    expect(await ctx.store.athena.status()).toMatchObject({
      asOf: expect.any(Date),
      problem: { code: 'unsupported', scopeId },
      troubled: 1,
    });
    await expect(run(scopeId, 8)).resolves.toEqual({ afterSeconds: 0 });
    expect(await ctx.store.athena.status()).toMatchObject({ asOf: expect.any(Date), problem: null });
  },
);
