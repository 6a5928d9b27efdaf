import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACCOUNT, serviceRecord, trailRecord } from '@/lib/domain/testing/trail-record';
import type { HistoryStore } from '@/lib/domain/ports/history-store';
import { ALL, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { createTrailImport } from './import-records';

const LONG = process.env.KEYLEDGER_LONG === '1';
const here = { accountId: ACCOUNT, region: 'eu-west-1' };
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([
    { id: `${ACCOUNT}:eu-west-1`, accountId: ACCOUNT, accountName: 'a', region: 'eu-west-1', partition: 'aws' },
  ]);
});
afterAll(() => test.stop());

const sizesOf = (records: readonly unknown[]) => records.map((record) => Buffer.byteLength(toText(record)));
/** Of what is nested too deep for it, nothing. */
function toText(record: unknown): string {
  try {
    return JSON.stringify(record);
  } catch {
    return '';
  }
}

async function run(records: readonly unknown[], history: Pick<HistoryStore, 'applyEvents'> = test.store.history) {
  const trail = createTrailImport({ history, ownRoles: () => [], now: () => new Date() });
  await trail.take(records, { place: here, vouched: false, sizes: sizesOf(records) });
  return trail.end();
}

let made = 0;
const good = () => trailRecord({ eventID: `good ${made++}`, eventTime: '2026-10-01T00:00:00Z' });
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

/** Where JSON may stand in a record: at any of its fields, at any depth that real ones have. */
const paths = (record: object, before: string[] = []): string[][] =>
  Object.entries(record).flatMap(([key, value]: [string, unknown]) => [
    [...before, key],
    ...(typeof value === 'object' && value !== null ? paths(value, [...before, key]) : []),
  ]);

function replaced(record: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by;
  const before: unknown = Reflect.get(Object(record), first);
  return { ...Object(record), [first]: replaced(before, rest, by) };
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', '\0', '\uD800', '__proto__', 'x'.repeat(100_000), -0, 1e308, [], {}, nested(50), '[[[', '{"a":'),
  fc.string({ unit: 'binary' }),
);
const kinds = [() => trailRecord(), () => serviceRecord('RotationSucceeded', { SecretId: 'x' })];
const broken = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(), odd }).map(({ kind, at, odd: by }) => {
  const record = kind();
  const all = paths(record);
  return replaced({ ...record, eventID: `odd ${made++}` }, all[at % all.length] ?? [], by);
});

it('whatever stands in place of whatever field, every record is kept, and the good ones beside it as they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(broken, { maxLength: 40 }), async (records) => {
      const first = good();
      const last = good();
      const tally = await run([first, ...records, last]);
      expect(tally.records).toBe(records.length + 2);
      expect(tally.inserted + tally.duplicates + tally.quarantined + tally.others).toBe(tally.records);
      expect(tally.inserted).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: LONG ? 2000 : 60 },
  );
});

it.each([1000, 100_000])('what is nested %i deep stops nothing', async (depth) => {
  const deep = { ...good(), requestParameters: nested(depth) };
  const tally = await run([good(), deep, nested(depth), { ...good(), userIdentity: nested(depth) }, good()]);
  expect(tally.records).toBe(5);
  expect(tally.inserted).toBeGreaterThanOrEqual(2);
  expect(tally.inserted + tally.quarantined).toBe(5);
  expect(await test.store.history.listEvents(ALL, { filter: {}, limit: 1, after: null })).toHaveLength(1);
});

it('of long records few are written at once, of all scopes together', async () => {
  const pages: number[] = [];
  const { history } = test.store;
  const noting: Pick<HistoryStore, 'applyEvents'> = {
    applyEvents: async (page) => {
      pages.push(page.records.length);
      return history.applyEvents(page);
    },
  };
  const text = 'x'.repeat(250_000);
  const long = (account: number) => ({
    ...good(),
    recipientAccountId: String(100_000_000_000 + account),
    requestParameters: { secretId: 'a', text },
  });
  const tally = await run(
    [...Array.from({ length: 40 }, () => long(1)), ...Array.from({ length: 40 }, (_, at) => long(at))],
    noting,
  );
  expect([tally.inserted, pages.reduce((sum, page) => sum + page, 0)]).toEqual([80, 80]);
  // Of four megabytes there are seventeen, of eight thirty-four.
  expect(Math.max(...pages)).toBe(17);
  expect(pages.length).toBeGreaterThan(30);
  expect(pages.findIndex((page) => page === 1)).toBeLessThan(3 + 34);
});

it('texts that nothing could index are in as well, each another than the rest, by whatever field they come', async () => {
  const letter = () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000));
  // What repeats nothing takes three bytes a letter in an index, however it is packed.
  const long = () => Array.from({ length: 2048 }, letter).join('');
  const role = () => `arn:aws:iam::${ACCOUNT}:role/${long()}`;
  const records = [
    ...Array.from({ length: 2 }, () => ({ ...good(), requestParameters: { secretIdList: [long().repeat(20)] } })),
    ...['secretId', 'name', 'versionId'].map((field) => ({ ...good(), requestParameters: { [field]: long() } })),
    ...['requestID', 'sharedEventID'].map((field) => ({ ...good(), [field]: long() })),
    { ...good(), userIdentity: { type: 'IAMUser', principalId: long(), accountId: ACCOUNT, userName: long() } },
    {
      ...good(),
      userIdentity: {
        type: 'AssumedRole',
        arn: role(),
        accountId: ACCOUNT,
        sessionContext: { sessionIssuer: { arn: role() }, sourceIdentity: long() },
      },
    },
  ];
  expect(await run(records)).toMatchObject({ inserted: records.length, quarantined: 0 });
});
