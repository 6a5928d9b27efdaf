import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_COUNTED, planCount, toWholeDays, type CountPlan } from '@/lib/domain/access/plan-count';
import { ACTION_CLASSES, ACTOR_KINDS, isOfPeople, OUTCOMES, type AccessEvent } from '@/lib/domain/event-record';
import type { Top, TopPrincipal } from '@/lib/domain/ports/access-queries';
import type { EventFilter, StoredEvent } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { copy, db, far, farCopies, NOT_PROD, OWNER, scope, startAccessStore } from '@/lib/store/testing/access-world';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, NO_HISTORY, type TestStore } from '@/lib/store/testing/test-store';

const key = makeSecret({ name: 'prod/search/key', environment: 'prod', tags: { team: 'search' } });
const old = makeSecret({ name: 'dev/payments/old', environment: 'dev', tags: { team: 'payments' } });
const NAMES = [
  db.secret.arn,
  copy.secret.arn,
  ...farCopies.map(({ secret }) => secret.arn),
  key.secret.name,
  old.secret.name,
  'dev/payments/unknown',
  null,
];
const PRINCIPALS = ['payments-api', 'search-api', 'Ops', 'jana-role'].map((name) => makePrincipal(name));
const PEOPLE = ['jana@example.com', 'omar@example.com', null];

/** Drawn by a seed, so that a failure comes again. */
const draw = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { numRuns: count, seed: 38 });
const event: fc.Arbitrary<AccessEvent> = fc
  .record({
    secretId: fc.constantFrom(...NAMES),
    principal: fc.constantFrom(...PRINCIPALS),
    actorKind: fc.constantFrom(...ACTOR_KINDS),
    actionClass: fc.constantFrom(...ACTION_CLASSES, 'read', 'read', 'read', 'read'),
    outcome: fc.constantFrom(...OUTCOMES, 'success'),
    person: fc.constantFrom(...PEOPLE),
    at: fc.integer({ min: 0, max: 9 * 1440 }).map((minutes) => minutesAfter(NOW, -minutes - (minutes % 7))),
  })
  .map((given) =>
    makeEvent({ ...given, workload: null, ...(given.actionClass !== 'read' && { eventName: 'TagResource' }) }),
  );
const events = draw(event, 900);

/** Who sees of one secret its replicas alone is among them. */
const SIGHTS: Sight[] = [ALL, ALL, OWNER, NOT_PROD, NO_HISTORY];
const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.oneof(fc.constant<T[]>([]), fc.subarray(values));
const asked: fc.Arbitrary<EventFilter & { from: Date; to: Date }> = fc.record({
  action: some(...ACTION_CLASSES.slice(0, 3)),
  eventName: some('GetSecretValue'),
  outcome: some(...OUTCOMES),
  actorKind: some(...ACTOR_KINDS),
  principal: some('api', 'jana', toPrincipalKey(PRINCIPALS[2]?.id ?? '')),
  principalKey: fc.constantFrom(undefined, undefined, toPrincipalKey(PRINCIPALS[0]?.id ?? '')),
  secret: some('payments', key.id, db.id, far.id, farCopies[0]?.id ?? ''),
  env: some('prod', 'dev'),
  address: some('10.0.'),
  from: fc.constantFrom(...[1, 3, 6, 12].map(daysAgo)),
  to: fc.constantFrom(NOW, daysAgo(1)),
});

let test: TestStore;
beforeAll(async () => {
  test = await startAccessStore([db, copy, far, ...farCopies, key, old]);
  const { history } = test.store;
  const apply = (records: AccessEvent[], unvouched = false) =>
    history.applyEvents({ scopeId: scope.id, records: records.map(ok), covered: null, at: NOW, unvouched });
  // Some are first told otherwise, by files.
  const edited = events
    .slice(0, 50)
    .map((one) => ({ ...one, principal: makePrincipal('edited'), raw: { edited: true } }));
  await apply(edited, true);
  await apply(events.slice(0, 500));
  await apply(events.slice(400));
  // Of which no event is stored, on a day of which some are.
  const day = daysAgo(4).toISOString().slice(0, 10);
  const told = ['jana-role', 'told-alone'].map((name) =>
    makeEvent({ secretId: db.secret.arn, principal: makePrincipal(name), at: daysAgo(4), actorKind: 'person' }),
  );
  const groups = told.map((one) => ({ day, event: one, events: 500, lastAt: daysAgo(4) }));
  await test.store.athena.applyDays({
    scopeId: scope.id,
    from: day,
    to: day,
    groups,
    records: new Map([[day, 1000]]),
    claims: true,
    at: NOW,
  });
});
afterAll(() => test.stop());

/** The events that the explorer lists for what was counted. */
const listed = (sight: Sight, { filter, days, exact }: CountPlan, { by, since }: Top<unknown>) =>
  test.store.history.listEvents(sight, {
    filter: { ...filter, ...(by === 'days' && days ? days : exact), ...(since && { from: since }) },
    limit: 5000,
    after: null,
  });

const countOf = (found: readonly StoredEvent[]) => ({
  succeeded: found.filter(({ outcome }) => outcome === 'success').length,
  denied: found.filter(({ outcome }) => outcome === 'denied').length,
  failed: found.filter(({ outcome }) => outcome === 'failed').length,
});
/** More than so many match some of what is asked, and many of those at one time. */
const FEW = 50;
const runs = { numRuns: 60, seed: 38 };

it('each principal has exactly the events that the explorer lists for it', async () => {
  expect(await test.store.athena.askedDays(scope.id)).toMatchObject([{ owner: 'athena' }]);
  const used = new Set<string>();
  const check = async (sight: Sight, filter: EventFilter & { from: Date; to: Date }, most: number) => {
    const plan = planCount(filter);
    const query = { plan, order: 'count', limit: 1000, most } as const;
    const top = await test.store.history.topPrincipals(sight, query);
    const found = await listed(sight, plan, top);
    used.add(top.since ? 'cut' : top.by);
    expect(top).toMatchObject({ total: countOf(found), found: top.items.length });
    expect(found.length).toBeLessThanOrEqual(top.by === 'days' ? Infinity : most);
    expect(top.people).toBe(top.items.filter(isOfPeople).length);
    const groups = Map.groupBy(found, ({ principal, actorKind }) => `${principal.id} ${actorKind}`);
    expect(top.items.map(({ principal, actorKind }) => `${principal.id} ${actorKind}`).toSorted()).toEqual(
      [...groups.keys()].toSorted(),
    );
    for (const { principal, actorKind, ...counts } of top.items) {
      const own = groups.get(`${principal.id} ${actorKind}`) ?? [];
      expect(counts).toEqual(countOf(own));
    }
  };
  await fc.assert(fc.asyncProperty(fc.constantFrom(...SIGHTS), asked, fc.constantFrom(FEW, MOST_COUNTED), check), runs);
  expect(used).toEqual(new Set(['days', 'events', 'cut']));
});

const omitDays = ({ principal, actorKind, succeeded, denied, failed }: TopPrincipal): TopPrincipal => ({
  principal,
  actorKind,
  succeeded,
  denied,
  failed,
});

it('each day of a principal has exactly the events that the explorer lists for it, and no other day any', async () => {
  const used = new Set<string>();
  const check = async (sight: Sight, filter: EventFilter & { from: Date; to: Date }, most: number) => {
    const plan = planCount({ ...filter, ...toWholeDays(filter) });
    const query = { plan, order: 'people', limit: 3, most } as const;
    const [found, top] = [
      await test.store.history.principalDays(sight, query),
      await test.store.history.topPrincipals(sight, query),
    ];
    used.add(found.since ? 'cut' : found.by);
    expect({ ...found, items: found.items.map((item) => omitDays(item)) }).toEqual(top);
    const all = await listed(sight, plan, found);
    for (const { principal, actorKind, days, ...counts } of found.items) {
      const own = all.filter((one) => one.principal.id === principal.id && one.actorKind === actorKind);
      const byDay = [...Map.groupBy(own, ({ at }) => at.toISOString().slice(0, 10))];
      expect(days).toEqual(
        byDay
          .map(([day, ofDay]) => ({ day, ...countOf(ofDay) }))
          .toSorted((left, right) => left.day.localeCompare(right.day)),
      );
      expect(counts).toEqual(countOf(own));
    }
  };
  await fc.assert(fc.asyncProperty(fc.constantFrom(...SIGHTS), asked, fc.constantFrom(FEW, MOST_COUNTED), check), runs);
  expect(used).toEqual(new Set(['days', 'events', 'cut']));
});

/** By the primary, where it is in sight, else by one of those that have a part in it; its link asks for it, or for all of these. */
function toNamed(sight: Sight, name: string, own: readonly StoredEvent[]) {
  const secretIds = [...new Set(own.flatMap(({ secretId }) => secretId ?? []))].toSorted();
  const primary = [db, far, key, old].find(({ secret }) => secret.name === name);
  const named = sight === NOT_PROD && primary?.environment.value === 'prod' ? own[0] : undefined;
  const environment = named?.environment ?? primary?.environment.value;
  const id = named ? secretIds[0] : primary?.id;
  const linked = primary && !named && secretIds.includes(primary.id) ? [primary.id] : secretIds;
  return { secret: { id, name, environment }, secretIds: linked };
}

it('each secret has exactly those of it and its replicas, and who they were of', async () => {
  const check = async (sight: Sight, filter: EventFilter & { from: Date; to: Date }, most: number) => {
    const plan = planCount(filter);
    const top = await test.store.history.topSecrets(sight, { plan, order: 'count', limit: 1000, most });
    const named = (await listed(sight, plan, top)).filter(({ secretId }) => secretId !== null);
    const groups = Map.groupBy(named, ({ secretName }) => secretName ?? '');
    expect(top).toMatchObject({ total: countOf(named), found: groups.size });
    for (const { secretIds, ...counts } of top.items) {
      const linked = await listed(sight, { ...plan, filter: { ...plan.filter, secret: secretIds } }, top);
      expect(counts).toMatchObject(countOf(linked));
    }
    const of = top.items.map((item) => [item.secret.name, { ...item, secretIds: item.secretIds.toSorted() }] as const);
    expect(Object.fromEntries(of)).toEqual(
      Object.fromEntries(
        [...groups].map(([name, own]) => [
          name,
          {
            ...toNamed(sight, name, own),
            ...countOf(own),
            byPeople: own.filter(isOfPeople).length,
            principals: new Set(own.map(({ principal }) => principal.id)).size,
            people: new Set(own.filter(isOfPeople).map(({ principal }) => principal.id)).size,
          },
        ]),
      ),
    );
  };
  // By sums of each secret alone, which nothing that is drawn may ask for.
  for (const sight of SIGHTS)
    for (const outcome of [[], ['denied' as const]])
      await check(sight, { outcome, from: daysAgo(3), to: NOW }, MOST_COUNTED);
  await fc.assert(fc.asyncProperty(fc.constantFrom(...SIGHTS), asked, fc.constantFrom(FEW, MOST_COUNTED), check), runs);
});

it('people come before all others, or the most do; as many as asked for, of so many', async () => {
  const plan = planCount({ from: daysAgo(12), to: NOW });
  const list = (order: 'people' | 'count') =>
    test.store.history.topPrincipals(ALL, { plan, order, limit: 6, most: MOST_COUNTED });
  const [people, most] = [await list('people'), await list('count')];
  const sizes = most.items.map(({ succeeded, denied }) => succeeded + denied);
  expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
  expect(people.items).toHaveLength(6);
  expect(people.items.every(isOfPeople)).toBe(true);
  expect([people.found, people.people, people.total]).toEqual([most.found, most.people, most.total]);
  expect(people.found).toBeGreaterThan(people.people);
  const byPeople = await test.store.history.topSecrets(ALL, { plan, order: 'people', limit: 3, most: MOST_COUNTED });
  const reads = byPeople.items.map((item) => item.byPeople);
  expect(reads).toEqual(reads.toSorted((left, right) => right - left));
});

it('what is cut is said where none of it is of a known secret', async () => {
  const plan = planCount({
    secret: ['dev/payments/unknown'],
    eventName: ['GetSecretValue'],
    from: daysAgo(12),
    to: NOW,
  });
  const query = { plan, order: 'count', limit: 10, most: 20 } as const;
  const [secrets, principals] = [
    await test.store.history.topSecrets(ALL, query),
    await test.store.history.topPrincipals(ALL, query),
  ];
  expect(principals.since?.getTime()).toBeGreaterThan(daysAgo(12).getTime());
  expect(secrets).toMatchObject({ items: [], found: 0, since: principals.since });
});
