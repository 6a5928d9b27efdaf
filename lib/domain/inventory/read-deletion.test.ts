import { expect, it } from 'vitest';
import { readDeletion } from './read-deletion';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

it.each<[string, Date | null, Date | null, ReturnType<typeof readDeletion>]>([
  ['nothing was asked for', null, at(99), null],
  ['the call', at(-5), null, { requestedAt: at(-5), endsAt: null }],
  ['the call, with its end from the history', at(-5), at(163), { requestedAt: at(-5), endsAt: at(163) }],
  ['the call, after an earlier one that was called off', at(-5), at(-9), { requestedAt: at(-5), endsAt: null }],
  ['the call, by a clock that is ahead', at(0.2), null, { requestedAt: at(0.2), endsAt: null }],
  ['the scheduled end', at(167), null, { requestedAt: null, endsAt: at(167) }],
  ['the scheduled end, which the history tells as well', at(167), at(167), { requestedAt: null, endsAt: at(167) }],
])('a DeletedDate that is: %s', (_, deletedAt, end, expected) => {
  expect(readDeletion(deletedAt, end, NOW)).toEqual(expected);
});
