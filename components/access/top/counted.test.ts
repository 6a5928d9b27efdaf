import { describe, expect, test } from 'vitest';
import type { CountedView } from '@/lib/contract/access-top';
import { accessQuery } from '@/lib/contract/access-list';
import { readEventsUrl } from '@/components/access/events-url';
import type { UrlState } from '@/components/layout/url-state';
import { describeCounted, describeCounting, toEventsState } from './counted';

const NOW = '2026-11-20T12:00:00.000Z';
const counted: CountedView = {
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-20T23:59:59.999Z',
  by: 'days',
  cut: false,
  action: ['read'],
  eventName: [],
  outcome: ['success', 'denied'],
  total: { succeeded: 1, denied: 0, failed: 0 },
};
const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const REPLICA = 'BBBBBBBBBBBBBBBBBBBBBB';

test.each([
  [{}, 'reads that succeeded or were denied'],
  [{ outcome: ['denied' as const] }, 'reads that were denied'],
  [{ action: ['change' as const, 'policy' as const], outcome: [] }, 'events of change, policy that had any outcome'],
  [{ action: [], eventName: ['PutSecretValue'], outcome: [] }, 'events of PutSecretValue that had any outcome'],
  [{ action: ['read' as const], eventName: ['PutSecretValue'] }, /^events of read, PutSecretValue that/],
])('what was counted is said: %j', (change, words) => {
  expect(describeCounted({ ...counted, ...change })).toMatch(words);
});

test('how, and of when', () => {
  expect(describeCounting(counted, NOW)).toBe('by whole UTC days, 2026-11-01 to 2026-11-20, today so far');
  expect(describeCounting({ ...counted, to: '2026-11-19T23:59:59.999Z' }, NOW)).toMatch(/2026-11-19$/);
  const events = { ...counted, by: 'events' as const };
  expect(describeCounting(events, NOW)).toBe('counted one by one, 2026-11-01 00:00 to 2026-11-20 23:59 UTC');
  expect(describeCounting({ ...events, cut: true }, NOW)).toMatch(
    /newest 100,000 at most: from 2026-11-01 00:00 UTC on$/,
  );
});

describe('a link leads to the events that were counted', () => {
  const linked = (state: UrlState, narrowed?: Parameters<typeof toEventsState>[2]) => {
    const params: Record<string, string[]> = {};
    for (const [name, value] of toEventsState(state, counted, narrowed)) (params[name] ??= []).push(value);
    const single = Object.entries(params).map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
    const { query, mistakes } = readEventsUrl(Object.fromEntries(single));
    expect(mistakes).toEqual([]);
    return query;
  };
  const times = { from: counted.from, to: counted.to };
  const whole = { ...accessQuery.parse({}), ...times, action: ['read'], outcome: ['success', 'denied'] };

  test('all of them, and those of one who is one kind of actor', () => {
    const state: UrlState = [
      ['env', 'prod'],
      ['from', '90d'],
      ['outcome', 'success'],
    ];
    expect(linked(state)).toEqual({ ...whole, env: ['prod'] });
    expect(linked(state, { principal: ID, actorKind: 'person' })).toEqual({
      ...whole,
      env: ['prod'],
      principal: [ID],
      actorKind: ['person'],
    });
  });

  test('where a name was asked for, it stays, and one of those that it fits stands beside it', () => {
    const state: UrlState = [
      ['principal', 'jana'],
      ['actorKind', 'person'],
      ['actorKind', 'workload'],
    ];
    const found = linked(state, { principal: ID, actorKind: 'workload' });
    expect(found).toEqual({ ...whole, principal: ['jana'], as: ID, actorKind: ['workload'] });
  });

  test('a secret, with each replica that has a part in it, stands for the part of its name, and a day for the period', () => {
    const day = { from: '2026-11-03T00:00:00.000Z', to: '2026-11-03T23:59:59.999Z' };
    const found = linked([['secret', 'payments']], { secrets: [ID, REPLICA], ...day, outcome: 'denied' });
    expect(found).toEqual({ ...whole, ...day, secret: [ID, REPLICA], outcome: ['denied'] });
  });
});
