import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { addDays } from '@/lib/domain/day';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { NewQuestion } from '@/lib/domain/ports/event-question-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { startTestStore } from '@/lib/store/testing/test-store';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { BYTES_OF_QUERY, startAthenaFixture, type AthenaFixture } from '@/lib/sync/testing/athena-fixture';
import { seededScopes } from '@/lib/sync/testing/sync-fixture';
import { createQuestionHandler } from './answer-question';

const never = new AbortController().signal;
const today = new Date().toISOString().slice(0, 10);
const noon = new Date(`${today}T12:00:00Z`);
const days = [addDays(today, -2), addDays(today, -1)];
const scopes = seededScopes.slice(0, 1);
const scopeId = scopes[0]?.id ?? '';
const SIGHT = { inventory: EVERYTHING, history: EVERYTHING };
const PAGE = { limit: 2000, after: null };

let fixture: AthenaFixture;
beforeAll(async () => {
  fixture = await startAthenaFixture({ local: { secrets: 30, historyDays: 3, eventDelayMs: 300_000 } });
});
afterAll(async () => fixture.stop());

const LONG_AGO = new Date(0);
let opened = 0;
async function open(change: Partial<AthenaSettings> = {}) {
  const fresh = await startTestStore(scopes);
  const clock = { now: noon };
  const own = fixture.contextOf(fresh.database.appUrl, { workgroup: `questions-${(opened += 1)}`, ...change });
  const ctx: SystemContext = { ...own, now: () => clock.now };
  onTestFinished(async () => {
    await ctx.store.close();
    await fresh.stop();
  });
  await createInventoryHandler({ ...fixture.ctx, store: ctx.store })(toJobData(scopeId), never);
  const { eventQuestions } = ctx.store;
  const begin = async (asked: Partial<NewQuestion> = {}) => {
    const id = `question-${Math.random()}`.slice(0, 22);
    const none = { id, askerId: 'ann', scopeId, days, secretId: null, principalId: null };
    await eventQuestions.begin({ ...none, ...asked }, clock.now);
    return id;
  };
  const run = async (id: string, signal = never, using = ctx) =>
    createQuestionHandler(using, [])(toJobData(id), signal);
  const find = async (id: string) => {
    const question = await eventQuestions.find(id, 'ann', LONG_AGO);
    if (!question) throw new Error('it is not there');
    return question;
  };
  return { ctx, url: fresh.database.ownerUrl, clock, begin, run, find, eventQuestions };
}

/** Until somebody lets it go on. */
function holdUp() {
  const { promise, resolve } = Promise.withResolvers<void>();
  fixture.next.until = promise;
  return () => {
    resolve();
    fixture.next.until = null;
  };
}

describe('a question', { timeout: 60_000 }, () => {
  it('is answered beside the store: no event, no sum and no principal comes of it', async () => {
    const { ctx, url, begin, run, find, eventQuestions } = await open();
    const id = await begin();
    await expect(run(id)).resolves.toBeNull();
    expect(await find(id)).toMatchObject({ state: 'answered', bytesScanned: BYTES_OF_QUERY, problem: null });
    const events = await eventQuestions.events(id, SIGHT, PAGE);
    expect(events.length).toBeGreaterThan(50);
    expect(events.some(({ secretName }) => secretName !== null)).toBe(true);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => Number(b) - Number(a)));
    expect(await eventQuestions.countEvents(id, SIGHT)).toBe(events.length);
    for (const table of ['event', 'read_day', 'actor_day', 'principal', 'roll_up_group', 'coverage', 'unusual_due']) {
      const { rows } = await withClient(url, (client) => client.query(`select 1 from keyledger.${table} limit 1`));
      expect([table, rows]).toEqual([table, []]);
    }
    // What was scanned counts among the day's bytes, and no query about days is taken for it.
    expect(await ctx.store.athena.bytesSince(new Date(today))).toBe(BYTES_OF_QUERY);
    expect(await ctx.store.athena.underWay(scopeId, new Date(0))).toBeNull();
  });

  it('about one secret has that secret’s events alone, and of one principal what it did', async () => {
    const { begin, run, eventQuestions } = await open();
    const all = await begin();
    await run(all);
    const events = await eventQuestions.events(all, SIGHT, PAGE);
    const secretId = events.find(({ secretId: found }) => found !== null)?.secretId ?? '';
    const ofSecret = await begin({ secretId });
    await run(ofSecret);
    const expected = events.filter((event) => event.secretId === secretId);
    expect(await eventQuestions.events(ofSecret, SIGHT, PAGE)).toEqual(expected);
    const principalId = expected[0]?.principal.id ?? '';
    const ofPrincipal = await begin({ principalId });
    await run(ofPrincipal);
    const done = events.filter(({ principal }) => principal.id === principalId);
    expect(await eventQuestions.events(ofPrincipal, SIGHT, PAGE)).toEqual(done);
    expect(done.length).toBeLessThan(events.length);
  });

  it('shows nobody a secret that is not in their sight, nor what names no known one', async () => {
    const { begin, run, eventQuestions } = await open();
    const id = await begin();
    await run(id);
    const prod = { allow: [{ environments: ['prod'] }], deny: [] };
    const seen = await eventQuestions.events(id, { inventory: prod, history: prod }, PAGE);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ environment }) => environment))).toEqual(new Set(['prod']));
    expect(await eventQuestions.countEvents(id, { inventory: prod, history: prod })).toBe(seen.length);
  });

  it('is found by its asker alone, and forgotten with its answer after its time', async () => {
    const { url, begin, run, eventQuestions } = await open();
    const id = await begin();
    await run(id);
    expect(await eventQuestions.find(id, 'bob', LONG_AGO)).toBeNull();
    expect(await eventQuestions.list('bob', LONG_AGO)).toEqual([]);
    expect(await eventQuestions.find(id, 'ann', new Date(noon.getTime() + 1))).toBeNull();
    expect(await eventQuestions.list('ann', new Date(noon.getTime() + 1))).toEqual([]);
    await eventQuestions.forget(new Date(noon.getTime() + 1));
    expect(await eventQuestions.find(id, 'ann', LONG_AGO)).toBeNull();
    const { rows } = await withClient(url, (client) => client.query('select 1 from keyledger.event_answer'));
    expect(rows).toEqual([]);
  });
});

describe('a question that is not answered', { timeout: 60_000 }, () => {
  it('is stopped at AWS once its asker says so', async () => {
    const { ctx, begin, run, find, eventQuestions } = await open();
    const goOn = holdUp();
    const id = await begin();
    const running = run(id);
    await expect.poll(async () => (await find(id)).state).toBe('running');
    expect(await eventQuestions.cancel(id, 'It was stopped by whoever asked.', noon)).toBe(true);
    await expect(running).resolves.toBeNull();
    goOn();
    expect(await find(id)).toMatchObject({
      state: 'cancelled',
      problem: { message: expect.stringContaining('whoever') },
    });
    expect((await ctx.store.athena.use(noon)).latest.map(({ state }) => state)).toEqual(['stopped']);
    // What it scanned until then says nothing of what a day takes.
    expect(await ctx.store.athena.bytesOfDay(scopeId, LONG_AGO)).toBeNull();
    expect(await eventQuestions.bytesOfDays([scopeId], LONG_AGO)).toEqual(new Map());
    expect(await eventQuestions.cancel(id, 'again', noon)).toBe(false);
  });

  it.each([
    ['has left', 151_000, 'nobody looked'],
    ['waits too long', 601_000, 'after 10 minutes'],
  ])('is stopped where its asker %s', async (_, after, words) => {
    const { ctx, clock, begin, run, find, eventQuestions } = await open();
    const goOn = holdUp();
    const id = await begin();
    const running = run(id);
    await expect.poll(async () => (await find(id)).state).toBe('running');
    clock.now = new Date(noon.getTime() + after);
    if (after > 600_000) await eventQuestions.touch(id, clock.now);
    await expect(running).resolves.toBeNull();
    goOn();
    expect(await find(id)).toMatchObject({ state: 'cancelled', problem: { message: expect.stringContaining(words) } });
    expect((await ctx.store.athena.use(noon)).latest.map(({ state }) => state)).toEqual(['stopped']);
  });

  it('says in our words why Athena failed, and is not tried again', async () => {
    const { begin, run, find } = await open();
    fixture.next.fail = "HIVE_BAD_DATA: Error parsing field value 'CANARY-7f' for field 3";
    const id = await begin();
    const before = fixture.asked.length;
    await expect(run(id)).resolves.toBeNull();
    fixture.next.fail = null;
    const { state, problem } = await find(id);
    expect(state).toBe('failed');
    expect(problem?.message).toContain('HIVE_BAD_DATA');
    expect(JSON.stringify(problem)).not.toContain('CANARY');
    await run(id);
    expect(fixture.asked.length).toBe(before + 1);
  });

  it('says which action is missing, that AWS throttles, and that the workgroup’s own limit was met', async () => {
    const { ctx, begin, run, find } = await open();
    const failures = [
      { code: 'denied', message: 'no', remedy: 'Grant athena:StartQueryExecution.' },
      { code: 'throttled', message: 'AWS throttles', remedy: 'Ask again.' },
      { code: 'unsupported', message: 'Bytes scanned limit was exceeded', remedy: 'Raise the workgroup’s limit.' },
    ] as const;
    for (const problem of failures) {
      const ask = (): AsyncIterable<never> => {
        throw new AppError('upstream', problem.message, { problem });
      };
      const id = await begin();
      await run(id, never, { ...ctx, aws: { ...ctx.aws, athena: { ask } } });
      const { message, remedy } = problem;
      expect(await find(id)).toMatchObject({ state: 'failed', problem: { message, remedy } });
    }
  });

  it('is not begun where the day’s bytes are spent, and stopped where they go meanwhile', async () => {
    const spent = await open({ bytesPerDay: BYTES_OF_QUERY });
    const other = { id: 'other', scopeId, from: today, to: today, token: null, state: 'succeeded' as const };
    await spent.ctx.store.athena.noteQuery({ ...other, bytesScanned: BYTES_OF_QUERY }, noon);
    const before = fixture.asked.length;
    const id = await spent.begin();
    await spent.run(id);
    expect(fixture.asked.length).toBe(before);
    expect(await spent.find(id)).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('spent') },
    });
    const going = await open({ bytesPerDay: BYTES_OF_QUERY * 3 });
    const goOn = holdUp();
    const second = await going.begin();
    const running = going.run(second);
    await expect.poll(async () => (await going.find(second)).state).toBe('running');
    await going.ctx.store.athena.noteQuery({ ...other, bytesScanned: BYTES_OF_QUERY * 4 }, noon);
    await running;
    goOn();
    expect(await going.find(second)).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('no more may be scanned today') },
    });
  });

  it('fails where Athena or its scope is not asked about any more', async () => {
    const { ctx, begin, run, find } = await open();
    const id = await begin();
    await run(id, never, { ...ctx, config: { ...ctx.config, athena: null } });
    expect(await find(id)).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('any more') },
    });
  });
});

describe('an answer', { timeout: 60_000 }, () => {
  it('has the newest of many and says that there are more, counts records twice delivered once, and what is unreadable by its reason', async () => {
    const { ctx, begin, run, find, eventQuestions } = await open();
    const row = (index: number, more: object = {}) => ({
      eventid: `event-${index}`,
      eventtime: new Date(noon.getTime() - index * 1000).toISOString(),
      eventsource: 'secretsmanager.amazonaws.com',
      eventname: 'GetSecretValue',
      identity_type: 'IAMUser',
      identity_arn: 'arn:aws:iam::111122223333:user/ann',
      requestparameters: JSON.stringify({ secretId: `some/${index}` }),
      ...more,
    });
    const rows = Array.from({ length: 1500 }, (_, index) => row(index));
    const ask = async function* ask() {
      yield [
        ...rows.slice(0, 600),
        ...rows.slice(0, 100),
        row(9999, { eventname: null }),
        row(9998, { eventtime: 'x' }),
      ];
      yield rows.slice(600, 1200);
      throw new Error('nobody reads on');
    };
    const id = await begin();
    await run(id, never, { ...ctx, aws: { ...ctx.aws, athena: { ask } } });
    expect(await find(id)).toMatchObject({
      state: 'answered',
      more: true,
      unreadable: { 'no eventName': 1, 'eventTime is no time': 1 },
    });
    const events = await eventQuestions.events(id, SIGHT, PAGE);
    expect(events.map(({ eventId }) => eventId)).toEqual(rows.slice(0, 1000).map(({ eventid }) => eventid));
    const after = events[499];
    const next = await eventQuestions.events(id, SIGHT, { limit: 2, after: after ?? null });
    expect(next.map(({ eventId }) => eventId)).toEqual(['event-500', 'event-501']);
  });

  it('is not waited for by a worker that finds its asker gone: the query that another left behind is stopped', async () => {
    const { ctx, clock, begin, run, find } = await open();
    const goOn = holdUp();
    const id = await begin();
    const stopping = new AbortController();
    const cut = run(id, stopping.signal).catch((error: unknown) => error);
    await expect.poll(async () => (await find(id)).state).toBe('running');
    stopping.abort();
    await cut;
    clock.now = new Date(noon.getTime() + 300_000);
    await run(id);
    goOn();
    expect(await find(id)).toMatchObject({ state: 'cancelled' });
    expect((await ctx.store.athena.use(noon)).latest.map(({ state }) => state)).toEqual(['stopped']);
  });

  it('is that of the query that a worker left behind: it is paid for once', async () => {
    const { begin, run, find } = await open();
    const goOn = holdUp();
    const before = fixture.asked.length;
    const id = await begin();
    const stopping = new AbortController();
    const cut = run(id, stopping.signal).catch((error: unknown) => error);
    await expect.poll(async () => (await find(id)).state).toBe('running');
    stopping.abort();
    await expect(cut).resolves.toMatchObject({ name: 'AbortError' });
    goOn();
    await run(id);
    expect(await find(id)).toMatchObject({ state: 'answered' });
    expect(fixture.asked.length).toBe(before + 1);
  });
});
