import fc from 'fast-check';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reader } from '@/lib/domain/ports/history-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeReplica, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, NO_HISTORY, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { listReaders } from './readers';

const FEW = 20;
let test: TestStore;
const scope = makeScope();
const abroad = makeScope('111122223333', 'eu-central-1');
const secrets = Array.from({ length: FEW }, (_, n) => makeSecret({ name: `s${n}` }));
beforeAll(async () => {
  test = await startTestStore([scope, abroad]);
  await applyListing(test.store, scope.id, secrets);
  await applyListing(
    test.store,
    abroad.id,
    secrets.map((secret) => makeReplica(secret, 'eu-central-1')),
  );
});
afterAll(() => test.stop());

const withoutRhythm = (reader: Reader) => ({ ...reader, medianIntervalSeconds: null, p95IntervalSeconds: null });

const some = fc.record({
  minutes: fc.integer({ min: 0, max: 6 * 1440 }),
  principal: fc.constantFrom('api', 'job', 'person'),
  outcome: fc.constantFrom('success' as const, 'success' as const, 'denied' as const),
  region: fc.constantFrom('eu-west-1', 'eu-central-1'),
});

it('what is counted by days is what is counted one by one', async () => {
  let turn = 0;
  await withClient(test.database.ownerUrl, async (client) => {
    const db = drizzle(client);
    await fc.assert(
      fc.asyncProperty(
        fc.array(some, { minLength: 4, maxLength: 60 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 3000 }),
        async (given, early, late) => {
          const secret = secrets[turn++ % FEW];
          if (!secret) return;
          const id = secret.id;
          const events = given.map(({ minutes, principal, outcome, region }) =>
            makeEvent({
              secretId: secret.secret.name,
              at: new Date(NOW.getTime() - minutes * 60_000),
              principal: makePrincipal(principal),
              outcome,
              region,
              client: `${principal} ${minutes}`,
            }),
          );
          for (const { id: scopeId, region } of [scope, abroad])
            await test.store.history.applyEvents({
              scopeId,
              records: events.filter((event) => event.region === region).map(ok),
              covered: null,
              at: NOW,
            });
          const from = new Date(daysAgo(6).getTime() + early * 60_000);
          const to = new Date(NOW.getTime() - late * 60_000);
          if (from >= to) return;
          const exact = await listReaders(db, ALL, id, from, to);
          expect(await listReaders(db, ALL, id, from, to, { oneByOne: -1, sampled: 1_000 })).toEqual(exact);
          const few = await listReaders(db, ALL, id, from, to, { oneByOne: -1, sampled: 3 });
          expect(few.map(withoutRhythm)).toEqual(exact.map(withoutRhythm));
          expect(await listReaders(db, NO_HISTORY, id, from, to, { oneByOne: -1, sampled: 3 })).toEqual([]);
        },
      ),
      { numRuns: FEW },
    );
  });
}, 120_000);
