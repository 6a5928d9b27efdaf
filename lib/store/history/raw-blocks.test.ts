import { afterAll, beforeAll, expect, it } from 'vitest';
import { drizzle } from 'drizzle-orm/node-postgres';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { readRaws, type RawPlace } from './raw-blocks';

let test: TestStore;
const scope = makeScope();
beforeAll(async () => {
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, [makeSecret({ name: 'a' })]);
});
afterAll(() => test.stop());

type Event = ReturnType<typeof makeEvent>;
const apply = (events: readonly Event[]) =>
  test.store.history.applyEvents({ scopeId: scope.id, records: events.map(ok), covered: null, at: NOW });
const read = (raw: Event['raw'], change: Partial<Event> = {}) => makeEvent({ secretId: 'a', raw, ...change });

/** By event, as it came; and how many blocks there are. */
const stored = async (events: readonly Event[]) =>
  withClient(test.database.ownerUrl, async (client) => {
    const { rows } = await client.query<RawPlace & { eventId: string }>(
      `select event_id as "eventId", raw, raw_block::text as "rawBlock", raw_place as "rawPlace"
       from keyledger.event where event_id = any($1)`,
      [events.map(({ eventId }) => eventId)],
    );
    const told = await readRaws(drizzle(client), rows);
    return new Map(told.map(({ eventId, raw, rawBlock }) => [eventId, { raw, packed: rawBlock !== null }]));
  });
const countBlocks = async (): Promise<number> =>
  withClient(test.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ blocks: number }>('select count(*)::int as blocks from keyledger.raw_block');
    return rows[0]?.blocks ?? NaN;
  });

it('what is not known of a record survives, packed of a read and beside the event of anything else', async () => {
  const events = [
    read({ later: { fields: [1.5, null, 'ü'] }, ['__proto__ ']: 1 }),
    read({ requestParameters: { recoveryWindowInDays: 7 } }, { eventName: 'DeleteSecret', actionClass: 'delete' }),
    read({ second: true }),
  ];
  await apply(events);
  const found = await stored(events);
  for (const { eventId, raw, actionClass } of events)
    expect(found.get(eventId)).toEqual({ raw, packed: actionClass === 'read' });
});

it('a page that brings nothing new packs nothing, and one that brings some packs those', async () => {
  const [known, other] = [read({ n: 1 }), read({ n: 2 })];
  await apply([known]);
  const blocks = await countBlocks();
  await apply([known]);
  expect(await countBlocks()).toBe(blocks);
  await apply([known, other]);
  expect(await countBlocks()).toBe(blocks + 1);
  const found = await stored([known, other]);
  expect([found.get(known.eventId)?.raw, found.get(other.eventId)?.raw]).toEqual([{ n: 1 }, { n: 2 }]);
});

it('each of thousands is found at its place', async () => {
  const events = Array.from({ length: 2_500 }, (_, n) => read({ n }, { at: new Date(NOW.getTime() - n * 1_000) }));
  await apply(events);
  const found = await stored(events);
  expect(events.filter(({ eventId, raw }) => !isSame(found.get(eventId)?.raw, raw))).toEqual([]);
});
const isSame = (one: unknown, other: Event['raw']): boolean => JSON.stringify(one) === JSON.stringify(other);

it('of two with one key in a page the one that is kept has its own record', async () => {
  const [one, two] = [read({ first: true }), read({ second: true })];
  await apply([one, { ...two, eventId: one.eventId, userAgent: 'two' }]);
  expect((await stored([one])).get(one.eventId)?.raw).toEqual({ first: true });
});

it('a block that is gone is a record that is not known', async () => {
  const gone: RawPlace = { raw: null, rawBlock: '1', rawPlace: 0 };
  await withClient(test.database.ownerUrl, async (client) => {
    expect(await readRaws(drizzle(client), [gone])).toEqual([gone]);
  });
});

it('of long records a block holds a few megabytes', async () => {
  const blocks = await countBlocks();
  const events = Array.from({ length: 100 }, (_, n) => read({ n, ['x'.repeat(100_000)]: 'y'.repeat(100_000) }));
  await apply(events);
  expect((await countBlocks()) - blocks).toBe(3);
  const found = await stored(events);
  for (const { eventId, raw } of events) expect(found.get(eventId)).toEqual({ raw, packed: true });
});
