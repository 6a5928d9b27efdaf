import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeReplica, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, NO_HISTORY, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { listReaders } from './readers';

let test: TestStore;
const scope = makeScope();
const abroad = makeScope('111122223333', 'eu-central-1');
const secret = makeSecret({ name: 'shared' });
const [sso, api, deploy] = [makePrincipal('sso'), makePrincipal('api'), makePrincipal('deploy')];
const FROM = daysAgo(30);

beforeAll(async () => {
  test = await startTestStore([scope, abroad]);
  await applyListing(test.store, scope.id, [secret]);
  await applyListing(test.store, abroad.id, [makeReplica(secret, 'eu-central-1')]);
  let minute = 0;
  const read = (given: Parameters<typeof makeEvent>[0]) =>
    makeEvent({ secretId: 'shared', at: new Date(daysAgo(2).getTime() + minute++ * 60_000), ...given });
  const by = (name: string) => ({ principal: sso, actorKind: 'person' as const, person: name });
  const pod = { principal: api, actorKind: 'workload' as const };
  const events = [
    ...Array.from({ length: 22 }, (_, n) => read(by(`p${String(n).padStart(2, '0')}`))),
    read(by('bob')),
    read({ ...by('bob'), at: daysAgo(9) }),
    read({ ...by('bob'), region: 'eu-central-1' }),
    read({ ...by('bob'), at: daysAgo(31) }),
    read({ ...by('bob'), outcome: 'denied' }),
    read(by('ana')),
    read({ ...pod, workload: 'pod-1' }),
    read({ ...pod, workload: 'pod-2' }),
    read({ principal: deploy, actorKind: 'person', person: 'ana' }),
    read({ principal: deploy, actorKind: 'workload', workload: 'ci' }),
  ];
  for (const { id: scopeId, region } of [scope, abroad])
    await test.store.history.applyEvents({
      scopeId,
      records: events.filter((event) => event.region === region).map(ok),
      covered: null,
      at: NOW,
    });
});
afterAll(() => test.stop());

it('says of each reader how many reads were by people, and whether several are behind it', async () => {
  await withClient(test.database.ownerUrl, async (client) => {
    for (const oneByOne of [2_000, -1]) {
      const readers = await listReaders(drizzle(client), ALL, secret.id, FROM, NOW, { oneByOne, sampled: 3 });
      expect(
        readers
          .map(({ principal, reads, ofPeople, isShared }) => [principal.label, reads, ofPeople, isShared])
          .toSorted(([one], [other]) => String(one).localeCompare(String(other))),
      ).toEqual([
        ['api', 2, 0, true],
        ['deploy', 2, 1, true],
        ['sso', 26, 26, true],
      ]);
    }
  });
});

it('names the people behind a principal, each with how often', async () => {
  const query = { principalIds: [sso.id, deploy.id], from: FROM, to: NOW };
  const behind = await test.store.history.peopleBehind(ALL, secret.id, query);
  expect(behind.get(deploy.id)).toEqual({ people: [{ name: 'ana', reads: 1 }], count: 1 });
  const told = behind.get(sso.id);
  expect(told?.people.slice(0, 3)).toEqual([
    { name: 'bob', reads: 3 },
    { name: 'ana', reads: 1 },
    { name: 'p00', reads: 1 },
  ]);
  expect([told?.people.length, told?.count]).toEqual([20, 24]);
  expect(await test.store.history.peopleBehind(NO_HISTORY, secret.id, query)).toEqual(new Map());
});
