import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTHING } from '@/lib/domain/grant';
import { LONGEST_FACET } from '@/lib/domain/ports/inventory-facets';
import type { RotationFilter } from '@/lib/domain/ports/rotation-counts';
import type { RotationState } from '@/lib/domain/rotation-state';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, toQuery, type TestStore } from '@/lib/store/testing/test-store';

const read = makeScope();
const unread = makeScope('222233334444', 'eu-west-1', 'staging');
const inState = (name: string, state: RotationState, more: Partial<Parameters<typeof makeSecret>[0]> = {}) =>
  makeSecret({ name, rotation: { state, since: daysAgo(3) }, ...more });

const there = [
  inState('prod/a/failing', 'failing', { environment: 'prod', tags: { team: 'a' }, service: 'a' }),
  inState('prod/b/failing', 'failing', {
    environment: 'prod',
    service: 'b',
    rotation: { state: 'failing', since: daysAgo(9) },
  }),
  inState('dev/a/failing', 'failing', { service: 'a', tags: { team: 'a' } }),
  inState('dev/a/healthy', 'healthy', { service: 'a', lastRotatedAt: daysAgo(5) }),
  inState('dev/a/older', 'healthy', { service: 'a', lastRotatedAt: daysAgo(200) }),
  inState('dev/a/gone', 'failing', { service: 'a', deletedAt: daysAgo(1) }),
];
const elsewhere = [
  inState('staging/a/healthy', 'healthy', { accountId: unread.accountId, environment: 'staging', service: null }),
  inState('staging/a/stuck', 'stuck', { accountId: unread.accountId, environment: 'staging', service: null }),
  inState('staging/a/off', 'off', { accountId: unread.accountId, environment: 'staging', service: null }),
];

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([read, unread]);
  await applyListing(test.store, read.id, there);
  await applyListing(test.store, unread.id, elsewhere);
  const covered = { from: daysAgo(7), to: NOW, source: 'lookup-events' as const };
  await test.store.history.applyEvents({ scopeId: read.id, records: [], covered, at: NOW });
});
afterAll(() => test.stop());

const count = (filter: RotationFilter = {}, sight = ALL) => test.store.inventory.rotationCounts(sight, filter, NOW);
/** As many as a list of filters may be long, and two more. */
const services = Array.from({ length: LONGEST_FACET + 2 }, (_, at) => `of-${String(at).padStart(4, '0')}`);
const numbers = async (filter: RotationFilter = {}, sight = ALL) =>
  Object.fromEntries((await count(filter, sight)).buckets.map((bucket) => [bucket.state, bucket.count]));

describe('buckets', () => {
  it('count what is there, from bad to good, with the longest trouble', async () => {
    const { buckets } = await count();
    expect(buckets.map(({ state }) => state)).toEqual(['failing', 'stuck', 'healthy', 'off']);
    expect(buckets[0]).toEqual({ state: 'failing', count: 3, unsure: 0, oldestSince: daysAgo(9) });
  });

  it.each<[RotationFilter, Record<string, number>]>([
    [{ env: ['prod'] }, { failing: 2 }],
    [
      { env: ['prod', 'dev'], service: ['a'] },
      { failing: 2, healthy: 2 },
    ],
    [{ account: [unread.accountId] }, { stuck: 1, healthy: 1, off: 1 }],
    [{ state: ['failing'] }, { failing: 3, stuck: 1, healthy: 3, off: 1 }],
    [{ env: ['nowhere'] }, {}],
  ])('under %j', async (filter, expected) => expect(await numbers(filter)).toEqual(expected));

  it.each<RotationFilter>([{}, { env: ['dev'] }, { service: ['a'] }])(
    'each number under %j is that of the list it leads to',
    async (filter) => {
      for (const { state, count: said } of (await count(filter)).buckets) {
        const rows = await test.store.inventory.list(ALL, toQuery({ ...filter, state: [state] }));
        expect(rows).toHaveLength(said);
      }
    },
  );

  it('the filters are counted within the bucket, each less itself', async () => {
    const { env, account, service } = await count({ state: ['failing'], env: ['prod'] });
    expect(env).toEqual([
      { value: 'prod', count: 2 },
      { value: 'dev', count: 1 },
    ]);
    expect(account).toEqual([{ value: read.accountId, label: 'main', count: 2 }]);
    expect(service.map(({ value }) => value)).toEqual(['a', 'b']);
  });

  it('what one may not see is in no number and in no filter', async () => {
    const teamA = { allow: [{ tag: { key: 'team', value: 'a' } }], deny: [] };
    const sight = { inventory: teamA, history: teamA };
    const seen = await count({}, sight);
    expect(seen.buckets).toEqual([{ state: 'failing', count: 2, unsure: 0, oldestSince: daysAgo(3) }]);
    expect(seen.service).toEqual([{ value: 'a', count: 2 }]);
    const nothing = await count({}, { inventory: NOTHING, history: NOTHING });
    expect(nothing).toEqual({ buckets: [], env: [], account: [], service: [] });
  });
});

it('of values beyond the most that are told those that are chosen are told, too', async () => {
  const crowded = await startTestStore([read]);
  const secrets = services.map((service) => inState(`prod/${service}/x`, 'healthy', { service }));
  await applyListing(crowded.store, read.id, [
    ...secrets,
    inState('prod/of-0001/y', 'healthy', { service: 'of-0001' }),
  ]);
  const told = async (filter: RotationFilter) =>
    (await crowded.store.inventory.rotationCounts(ALL, filter, NOW)).service;
  const last = services.at(-1) ?? '';
  expect((await told({})).map(({ value }) => value)).toEqual([
    'of-0001',
    ...services.filter((value) => value !== 'of-0001').slice(0, LONGEST_FACET - 1),
  ]);
  expect((await told({ service: [last] })).slice(-2)).toEqual([
    { value: services[LONGEST_FACET - 1], count: 1 },
    { value: last, count: 1 },
  ]);
  await crowded.stop();
});

describe('unsure', () => {
  it('is who says “no failure” over history that has a gap since the last success', async () => {
    const healthy = (await count()).buckets.find(({ state }) => state === 'healthy');
    expect(healthy).toMatchObject({ count: 3, unsure: 2 });
    const ids = [...there, ...elsewhere].map(({ id }) => id);
    const found = await test.store.inventory.unsureOf(ALL, ids, NOW);
    const named = [...there, ...elsewhere].filter(({ id }) => found.has(id)).map(({ secret }) => secret.name);
    expect(named).toEqual(['dev/a/older', 'staging/a/healthy', 'staging/a/stuck']);
  });

  it('is nobody that one may not see', async () => {
    const sight = { inventory: NOTHING, history: NOTHING };
    expect(
      await test.store.inventory.unsureOf(
        sight,
        there.map(({ id }) => id),
        NOW,
      ),
    ).toEqual(new Set());
  });
});
