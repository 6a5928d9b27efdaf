import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessEvent } from '@/lib/domain/event-record';
import { planBuckets } from '@/lib/domain/history/plan-buckets';
import type { EventFilter, StoredEvent } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { copy, db, NOT_PROD, OWNER, startAccessStore } from '@/lib/store/testing/access-world';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { daysAgo, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, NO_HISTORY, type TestStore } from '@/lib/store/testing/test-store';

const key = makeSecret({ name: 'prod/search/100%_key', environment: 'prod', tags: { team: 'search' } });
const old = makeSecret({ name: 'dev/search/old', environment: 'dev', tags: { team: 'search' } });

const sso = makePrincipal('AWSReservedSSO_Ops');
const jana = {
  principal: sso,
  actorKind: 'person',
  person: 'Jana@example.com',
  workload: null,
  sourceAddress: '10.0.0.7',
} as const;
const omar = { ...jana, person: 'omar@example.com', sourceAddress: '10.0.0.70' } as const;
const web = { principal: makePrincipal('web-staging'), workload: 'ecs web', sourceAddress: '2001:db8::1' } as const;
const lister = {
  principal: makePrincipal('lister'),
  workload: null,
  sourceAddress: 'rds.amazonaws.com',
  actorKind: 'aws-service',
} as const;
const denied = { outcome: 'denied', errorCode: 'AccessDenied' } as const;

let minutes = 0;
/** Each a minute before the one above it. */
const on = (secret: string | null, more: Parameters<typeof makeEvent>[0]): AccessEvent =>
  makeEvent({ secretId: secret, at: minutesAfter(daysAgo(1), -(minutes += 1)), ...more });

const events = [
  on(db.secret.arn, jana),
  on(db.secret.arn, { ...web, ...denied }),
  on(copy.secret.arn, { ...web, region: 'us-east-1' }),
  on(key.secret.name, omar),
  on(key.secret.name, { ...web, eventName: 'PutSecretValue', actionClass: 'change' }),
  on(old.secret.name, web),
  on(old.secret.name, { ...jana, eventName: 'DescribeSecret', actionClass: 'list' }),
  on('no-such-secret', { ...jana, outcome: 'failed', errorCode: 'ResourceNotFoundException' }),
  on(null, { ...lister, eventName: 'ListSecrets', actionClass: 'list' }),
  on(null, { ...omar, eventName: 'BatchGetSecretValue' }),
  on(old.secret.name, { ...web, at: daysAgo(40) }),
];

const SIGHTS: [string, Sight, (event: StoredEvent) => boolean][] = [
  ['who sees everything', ALL, () => true],
  ['an owner', OWNER, ({ secretName }) => secretName === db.secret.name],
  // What names no known secret may be about one of prod that was never listed.
  ['who may not see prod', NOT_PROD, ({ environment }) => environment !== null && environment !== 'prod'],
  ['who has no history', NO_HISTORY, () => false],
];

let test: TestStore;
beforeAll(async () => {
  test = await startAccessStore([db, copy, key, old], events);
});
afterAll(() => test.stop());

const list = (sight: Sight, filter: EventFilter) =>
  test.store.history.listEvents(sight, { filter, limit: 100, after: null });
const at = (indexes: number[]): string[] => indexes.map((index) => events[index]?.eventId ?? '').toSorted();
const idsOf = (found: StoredEvent[]): string[] => found.map(({ eventId }) => eventId).toSorted();

const FILTERS: [string, EventFilter, number[]][] = [
  ['nothing', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ['a person, whatever the case', { principal: ['jana'] }, [0, 6, 7]],
  ['a part of a role’s name', { principal: ['STAGING'] }, [1, 2, 4, 5, 10]],
  ['the role behind persons', { principal: ['AWSReservedSSO'] }, [0, 3, 6, 7, 9]],
  ['a principal’s ARN', { principal: [web.principal.id] }, [1, 2, 4, 5, 10]],
  ['a principal’s id', { principal: [toPrincipalKey(web.principal.id)] }, [1, 2, 4, 5, 10]],
  ['two of them', { principal: ['omar', 'lister'] }, [3, 8, 9]],
  ['a workload', { principal: ['ecs w'] }, [1, 2, 4, 5, 10]],
  ['nobody', { principal: ['%'] }, []],
  ['a secret with its replica, by id', { secret: [db.id] }, [0, 1, 2]],
  ['the same by a part of its name', { secret: ['Payments/'] }, [0, 1, 2]],
  ['a name taken literally', { secret: ['100%_'] }, [3, 4]],
  ['no wildcard', { secret: ['1%k'] }, []],
  ['one of many names, literally', { secret: ['%', '1%k', '_%', '\\', '[d]ev'] }, [3, 4]],
  ['a name that no secret has', { secret: ['no-such'] }, [7]],
  ['an environment', { env: ['prod'] }, [0, 1, 2, 3, 4]],
  ['an environment and a name', { env: ['dev'], secret: ['s'] }, [5, 6, 10]],
  ['a class of actions', { action: ['change', 'list'] }, [4, 6, 8]],
  ['an operation', { eventName: ['BatchGetSecretValue'] }, [9]],
  ['an operation or a class', { eventName: ['ListSecrets'], action: ['change'] }, [4, 8]],
  ['outcomes', { outcome: ['denied', 'failed'] }, [1, 7]],
  ['kinds', { actorKind: ['person', 'aws-service'] }, [0, 3, 6, 7, 8, 9]],
  ['a whole address, not one that begins with it', { address: ['10.0.0.7'] }, [0, 6, 7]],
  ['the beginning of addresses', { address: ['10.0.'] }, [0, 3, 6, 7, 9]],
  ['the beginning of others', { address: ['2001:db8:'] }, [1, 2, 4, 5, 10]],
  ['no wildcard in addresses', { address: ['1%.'] }, []],
  ['a time', { from: daysAgo(2) }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [
    'all at once',
    { principal: ['jana'], env: ['prod'], outcome: ['success'], address: ['10.'], from: daysAgo(2), to: NOW },
    [0],
  ],
];

describe.each(SIGHTS)('%s', (_, sight, sees) => {
  it.each(FILTERS)(
    'asks for %s and meets what is in sight, in the list and in the histogram alike',
    async (__, filter, expected) => {
      const all = await list(ALL, filter);
      expect(idsOf(all)).toEqual(at(expected));
      const found = await list(sight, filter);
      expect(idsOf(found)).toEqual(idsOf(all.filter(sees)));
      const counted = await test.store.history.histogram(sight, filter, planBuckets(daysAgo(60), NOW));
      const total = counted.reduce(
        (sum, bucket) => sum + bucket.person + bucket.workload + bucket.service + bucket.denied,
        0,
      );
      expect(total).toBe(found.length);
    },
  );
});

it('buckets stand where the plan has them, kinds apart, denied ones apart from all', async () => {
  const plan = planBuckets(daysAgo(50), NOW);
  const counted = await test.store.history.histogram(ALL, {}, plan);
  expect(plan.stepMs).toBe(86_400_000);
  const dayOf = (index: number): string =>
    new Date(plan.start.getTime() + index * plan.stepMs).toISOString().slice(0, 10);
  expect(counted.map(({ index, ...counts }) => [dayOf(index), counts])).toEqual([
    [daysAgo(40).toISOString().slice(0, 10), { person: 0, workload: 1, service: 0, denied: 0 }],
    [daysAgo(1).toISOString().slice(0, 10), { person: 5, workload: 3, service: 1, denied: 1 }],
  ]);
});

it('presets count what their filters find, within sight', async () => {
  const count = (sight: Sight) => test.store.history.presetCounts(sight, daysAgo(30), NOW);
  expect(await count(ALL)).toEqual({ people: 5, denied: 1, changes: 1 });
  expect(await count(OWNER)).toEqual({ people: 1, denied: 1, changes: 0 });
  expect(await count(NO_HISTORY)).toEqual({ people: 0, denied: 0, changes: 0 });
});
