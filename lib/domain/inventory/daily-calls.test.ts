import { expect, it } from 'vitest';
import { toDailyCalls } from './daily-calls';

const quiet = {
  secrets: 1_000,
  events: 1_200,
  listing: { everySeconds: 21_600, reason: 'followed' as const },
  historyPollSeconds: 30,
  measured: { DescribeSecret: 50, ListSecretVersionIds: 50 },
  hours: 24,
};
const sumOf = (calls: { perDay: number }[]): number => calls.reduce((sum, { perDay }) => sum + perDay, 0);

it('1,000 secrets with 50 changes a day cost at most a tenth of a five-minute listing with a describe each', () => {
  const fiveMinutes = (86_400 / 300) * (1_000 / 100 + 1_000);
  expect(sumOf(toDailyCalls(quiet))).toBe(40 + 2_880 + 50 + 50);
  expect(sumOf(toDailyCalls(quiet))).toBeLessThanOrEqual(fiveMinutes / 10);
});

it('says what it is made of, and why', () => {
  const [list, lookup] = toDailyCalls({ ...quiet, events: 6_000 });
  expect(list).toEqual({ operation: 'ListSecrets', perDay: 40, why: expect.stringContaining('10 pages every 6 h') });
  expect(lookup).toEqual({
    operation: 'LookupEvents',
    perDay: 8_640,
    why: expect.stringContaining('3 pages every 30 s'),
  });
  const [often] = toDailyCalls({ ...quiet, listing: { everySeconds: 300, reason: 'no-history' } });
  expect(often).toMatchObject({ perDay: 2_880, why: expect.stringContaining('cannot be read') });
});

it('takes what was counted in fewer hours for a whole day, and an empty scope for one page', () => {
  const calls = toDailyCalls({ ...quiet, secrets: 0, events: 0, measured: { DescribeSecret: 10 }, hours: 6 });
  expect(calls.map(({ perDay }) => perDay)).toEqual([4, 2_880, 40, 0]);
});
