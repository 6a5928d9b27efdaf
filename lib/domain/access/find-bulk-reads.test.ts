import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BULK_MINUTES, BULK_SECRETS, findBulkReads, type MinuteOfReads } from './find-bulk-reads';

const START = Date.UTC(2026, 10, 22, 10);
const minute = (at: number, secrets: readonly number[], more: Partial<MinuteOfReads> = {}): MinuteOfReads => ({
  principalKey: 'p',
  minute: new Date(START + at * 60_000),
  secretIds: secrets.map((id) => `s${id}`),
  reads: secrets.length,
  batches: 0,
  ...more,
});
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
const spans = (minutes: MinuteOfReads[]) =>
  findBulkReads(minutes).map(({ from, to, secretIds }) => [
    (from.getTime() - START) / 60_000,
    (to.getTime() - START) / 60_000,
    secretIds.length,
  ]);

test.each([
  ['nothing was read', [], []],
  ['enough in one minute', [minute(3, range(0, BULK_SECRETS))], [[3, 3, BULK_SECRETS]]],
  ['one too few', [minute(3, range(0, BULK_SECRETS - 1))], []],
  ['enough over the window', range(0, 10).map((at) => minute(at, [at])), [[0, 9, 10]]],
  ['the same secret over and over', range(0, 60).map((at) => minute(at, [1, 2])), []],
  ['slower than the window', range(0, 20).map((at) => minute(at * 2, [at])), []],
  ['the window leaves what is too old behind', [minute(0, range(0, 5)), minute(BULK_MINUTES, range(5, 10))], []],
  ['just within it', [minute(0, range(0, 5)), minute(BULK_MINUTES - 1, range(5, 10))], [[0, BULK_MINUTES - 1, 10]]],
  ['a poller is one span', range(0, 200).map((at) => minute(at, range(0, 12))), [[0, 199, 12]]],
  [
    'two bursts hours apart are two, the newest first',
    [minute(0, range(0, 12)), minute(300, range(0, 11))],
    [
      [300, 300, 11],
      [0, 0, 12],
    ],
  ],
])('%s', (_, minutes, expected) => expect(spans(minutes)).toEqual(expected));

test('principals are not added up', () => {
  const halves = [minute(0, range(0, 5)), minute(0, range(5, 10), { principalKey: 'q' })];
  expect(findBulkReads(halves)).toEqual([]);
});

test('a batch call counts, since which secrets it returned is not recorded; one that goes on is one span', () => {
  const [found, ...others] = findBulkReads(range(0, 30).map((at) => minute(at, [], { batches: 1, reads: 1 })));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ batches: 30, reads: 30, secretIds: [] });
});

test('every window with enough is in a span, every span begins with one, in whatever order the minutes come', () => {
  const minutes = fc.uniqueArray(
    fc.record({ at: fc.nat(40), secrets: fc.uniqueArray(fc.nat(14), { minLength: 1, maxLength: 6 }) }),
    { selector: ({ at }) => at, maxLength: 25 },
  );
  fc.assert(
    fc.property(minutes, fc.func(fc.integer()), (given, order) => {
      const all = given.map(({ at, secrets }) => minute(at, secrets));
      const found = spans(all);
      expect(spans(all.toSorted((a, b) => order(a.minute) - order(b.minute)))).toEqual(found);
      const isBulk = (from: number): boolean => {
        const inside = given.filter(({ at }) => at >= from && at < from + BULK_MINUTES);
        return new Set(inside.flatMap(({ secrets }) => secrets)).size >= BULK_SECRETS;
      };
      for (const { at } of given.filter((one) => isBulk(one.at)))
        expect(found.some(([from = 0, to = 0]) => from <= at && at <= to)).toBe(true);
      for (const [from = 0] of found) expect(range(from - BULK_MINUTES + 1, from + 1).some(isBulk)).toBe(true);
    }),
  );
});
