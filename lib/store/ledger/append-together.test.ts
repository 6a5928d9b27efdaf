import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { createStore } from '@/lib/store/create-store';
import { minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';

/** What one person may begin of it in an hour. */
const MOST_RECOVERED = 300;

let test: TestStore;
let superuser: pg.Client;
beforeAll(async () => {
  test = await startTestStore([]);
  superuser = new pg.Client(test.database.superuserUrl);
  await superuser.connect();
});
beforeEach(async () => {
  await superuser.query(`truncate keyledger.ledger, keyledger.refusal_fold;
    update keyledger.ledger_head set seq = 0, hash = repeat('0', 64)`);
});
afterAll(async () => {
  await superuser.end();
  await test.stop();
});

const make = (actId: string, more: Partial<NewLedgerEntry> = {}): NewLedgerEntry => ({
  actId,
  action: 'secret.recover',
  phase: 'asked',
  actor: { id: 'demo|ann', name: 'Ann', persona: 'admin' },
  secret: null,
  reason: null,
  code: null,
  requestId: 'r',
  count: 1,
  detail: {},
  ...more,
});
const many = (count: number, more: Partial<NewLedgerEntry> = {}) =>
  Array.from({ length: count }, (_, index) => make(`a${index}`, more));
const appendAll = async (entries: readonly NewLedgerEntry[], { store } = test) =>
  Promise.allSettled(entries.map((entry) => store.ledger.append(entry, NOW)));
const stood = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.filter(({ status }) => status === 'fulfilled').length;

async function transactions(): Promise<number> {
  const { rows } = await superuser.query<{ number: number }>(
    'select count(distinct xmin::text)::int as number from keyledger.ledger',
  );
  return rows[0]?.number ?? NaN;
}

it('what comes at once is written in few transactions, and each is told its own entry', async () => {
  const entries = await Promise.all(many(200).map((entry) => test.store.ledger.append(entry, NOW)));
  expect(entries.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(entries.map((_, index) => index + 1));
  expect(entries.map(({ actId }) => actId)).toEqual(entries.map((_, index) => `a${index}`));
  expect(await transactions()).toBeLessThan(20);
  expect(await test.store.ledger.verify()).toMatchObject({ entries: 200, brokenAt: null });
});

it('is told when it stands, and not before', async () => {
  await Promise.all(
    many(60).map(async (entry) => {
      const { seq } = await test.store.ledger.append(entry, NOW);
      const { rows } = await superuser.query('select act_id from keyledger.ledger where seq = $1', [seq]);
      expect(rows).toEqual([{ act_id: entry.actId }]);
    }),
  );
});

it('the limit of an hour is not exceeded by what comes at once, from whatever process', async () => {
  const other = createStore({ databaseUrl: test.database.appUrl });
  expect(stood(await appendAll(many(MOST_RECOVERED - 30)))).toBe(MOST_RECOVERED - 30);
  const [here, there] = await Promise.all([appendAll(many(40)), appendAll(many(40), { ...test, store: other })]);
  await other.close();
  expect(stood(here) + stood(there)).toBe(30);
  const told = [...here, ...there].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(told).toEqual(told.map(() => expect.objectContaining({ code: 'rate_limited' })));
  const query = { action: ['secret.recover' as const], limit: 1000, beforeSeq: null };
  const entries = await test.store.ledger.list(EVERYTHING, query);
  expect(entries.filter(({ phase }) => phase === 'asked')).toHaveLength(MOST_RECOVERED);
  expect(entries.some(({ phase }) => phase === 'refused')).toBe(true);
  // An hour later as many again.
  expect((await test.store.ledger.append(make('later'), minutesAfter(NOW, 61))).phase).toBe('asked');
  expect(await test.store.ledger.verify()).toMatchObject({ brokenAt: null });
});

it('what is bound more narrowly is bound beside what is not', async () => {
  const limit = { guardedAs: 'prod', most: 3 };
  const guarded = many(8, { action: 'secret.reveal', detail: { guardedAs: 'prod' } });
  const settled = await Promise.all([
    appendAll(many(20)),
    Promise.allSettled(guarded.map((entry) => test.store.ledger.append(entry, NOW, limit))),
    appendAll(many(20, { phase: 'done' })),
  ]);
  expect(settled.map(stood)).toEqual([20, 3, 20]);
});

it('one that the database does not take fails alone', async () => {
  const entries = many(30).map((entry, index) => (index === 7 ? { ...entry, count: 3_000_000_000 } : entry));
  const settled = await appendAll(entries);
  expect(stood(settled)).toBe(29);
  expect(settled[7]?.status).toBe('rejected');
  expect(await test.store.ledger.verify()).toMatchObject({ entries: 29, brokenAt: null });
});

it('where nothing can be written, each is told so', async () => {
  const away = createStore({ databaseUrl: 'postgresql://keyledger:x@127.0.0.1:1/none' });
  const settled = await appendAll(many(120), { ...test, store: away });
  await away.close();
  const told = settled.map((one) => one.status === 'rejected' && one.reason);
  expect(told).toEqual(settled.map(() => expect.objectContaining({ code: 'unavailable' })));
});
