import { expect, it } from 'vitest';
import { ANCHOR_TYPE, type Anchor } from './anchor';
import { findOverdue } from './find-overdue';
import { planAnchor } from './plan-anchor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEGIN = Date.parse('2026-11-25T00:00:00.000Z');
const after = (milliseconds: number) => new Date(BEGIN + milliseconds);
const last = (seq: number, at = 0): Anchor => ({
  type: ANCHOR_TYPE,
  ledger: 'l',
  number: 3,
  seq,
  hash: `hash of ${seq}`,
  count: 1,
  at: after(at).toISOString(),
  previous: null,
  keys: [],
});
const head = (seq: number) => ({ seq, hash: `hash of ${seq}` });
const pace = { everyMinutes: 60, everyEntries: 100 };

it.each<[string, { head: ReturnType<typeof head>; last: Anchor | null }, number]>([
  ['of the first entry, at once', { head: head(1), last: null }, 0],
  ['of another entry, within the hour', { head: head(6), last: last(5) }, HOUR],
  ['of many, at once', { head: head(105), last: last(5) }, 0],
  ['of an unchanged head, a day later', { head: head(5), last: last(5) }, 24 * HOUR],
  ['of one that went back, at once', { head: head(3), last: last(5) }, 0],
  ['of one that was exchanged, at once', { head: { seq: 5, hash: 'another' }, last: last(5) }, 0],
  ['of one that lost everything, at once', { head: head(0), last: last(5) }, 0],
  ['after one of a clock that was ahead, at once', { head: head(5), last: last(5, 1000 * HOUR) }, 0],
])('an anchor is due: %s', (_, standing, due) => {
  const plan = (at: number) => planAnchor({ ledger: 'l', ...standing, now: after(at) }, pace)?.number ?? null;
  const number = standing.last ? 4 : 1;
  expect([plan(due / 2), plan(Math.max(due - 1, 0)), plan(due)]).toEqual(
    due > 0 ? [null, null, number] : [number, number, number],
  );
});

it.each<[string, { head: ReturnType<typeof head>; last: Anchor | null }, number | null, number]>([
  ['the first', { head: head(1), last: null }, 10 * MINUTE, 10 * MINUTE],
  ['that of an entry of the first minutes', { head: head(6), last: last(5) }, 5 * MINUTE, HOUR],
  ['that of an entry after a quiet night', { head: head(6), last: last(5) }, 9 * HOUR, 9 * HOUR],
  ['the day’s', { head: head(5), last: last(5) }, null, 24 * HOUR],
])('is overdue a quarter of an hour after it was due: %s', (_, standing, oldest, due) => {
  const oldestAt = oldest === null ? null : after(oldest);
  const find = (at: number) => findOverdue({ ...standing, now: after(at) }, { oldestAt, everyMinutes: 60 });
  expect(find(due + 15 * MINUTE)).toBeNull();
  expect(find(due + 15 * MINUTE + 1)).toEqual(after(due));
});

it('of a ledger without entries is never due', () => {
  const standing = { head: head(0), last: null, now: after(1000 * HOUR) };
  expect(planAnchor({ ledger: 'l', ...standing }, pace)).toBeNull();
  expect(findOverdue(standing, { oldestAt: null, everyMinutes: 60 })).toBeNull();
});
