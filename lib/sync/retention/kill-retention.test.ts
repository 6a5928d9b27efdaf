import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccessEvent } from '@/lib/domain/event-record';
import { withClient } from '@/lib/store/migrate/with-client';
import { a, apply, b, dumpSums, other, scope } from '@/lib/store/retention/testing/retention-world';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { daysAgo, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { createRandom } from '@/lib/sync/testing/campaign/random';
import { spawnEntry } from '@/lib/sync/testing/spawn-entry';

const LONG = process.env.KEYLEDGER_LONG === '1';
const SEED = Number(process.env.KEYLEDGER_SEED ?? 20_261_128);
const KILLS = Number(process.env.KEYLEDGER_KILLS ?? (LONG ? 100 : 3));
const EVENTS = KILLS * 300;
const FIRST = daysAgo(420);
/** A horizon is a midnight. */
const BEFORE = new Date(Math.floor(daysAgo(402).getTime() / 86_400_000) * 86_400_000);
const AT_ONCE = 7;
/** After its first batch, of which each takes some ten. */
const LIVES_MS = 150;

let test: TestStore;
const events: AccessEvent[] = [];
beforeAll(async () => {
  const random = createRandom(SEED);
  const pick = <T>(...values: T[]): T => values[Math.floor(random() * values.length)] as T;
  for (let nth = 0; nth < EVENTS; nth += 1)
    events.push(
      makeEvent({
        at: new Date(FIRST.getTime() + Math.floor(random() * 20 * 86_400_000)),
        secretId: pick('a', 'b', a.secret.arn, 'nobody', null),
        principal: makePrincipal(pick('one', 'two', 'three')),
        outcome: pick('success', 'success', 'denied', 'failed'),
        actionClass: pick('read', 'read', 'read', 'change'),
      }),
    );
  test = await startTestStore([scope, other]);
  await applyListing(test.store, scope.id, [a, b]);
  for (let from = 0; from < EVENTS; from += 500) await apply(test, events.slice(from, from + 500));
});
afterAll(() => test.stop());

const count = (statement: string): Promise<number> =>
  withClient(test.database.ownerUrl, async (client) =>
    Number((await client.query<{ n: string }>(`select count(*) as n from ${statement}`)).rows[0]?.n),
  );
const args = (): string[] => [test.database.appUrl, BEFORE.toISOString(), NOW.toISOString(), String(AT_ONCE)];

it(`a deletion that is killed ${KILLS} times deletes what it should, once, and leaves every sum as it was (seed ${SEED})`, async () => {
  const random = createRandom(SEED + 1);
  const before = await dumpSums(test);
  const stays = events.filter(({ at, actionClass }) => actionClass !== 'read' || at >= BEFORE).length;
  let killed = 0;
  let last = await count('keyledger.event');
  expect(last).toBe(EVENTS);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const worker = await spawnEntry('retention-process.ts', args());
    const begun = last;
    await expect.poll(() => count('keyledger.event'), { interval: 10 }).toBeLessThan(begun);
    await sleep(random() * LIVES_MS);
    await worker.killHard();
    const left = await count('keyledger.event');
    if (left > stays) killed += 1;
    last = left;
    expect(await dumpSums(test)).toEqual(before);
  }
  expect(killed).toBe(KILLS);
  const worker = await spawnEntry('retention-process.ts', args());
  await once(worker.process, 'exit');
  expect(await count('keyledger.event')).toBe(stays);
  expect(await dumpSums(test)).toEqual(before);
  const lost =
    'keyledger.event e where raw_block is not null and not exists (select from keyledger.raw_block where id = e.raw_block)';
  expect(await count(lost)).toBe(0);
  // What was deleted is told by how many there were.
  const told = await withClient(test.database.ownerUrl, (client) =>
    client.query<{ deleted: string }>(`select deleted from keyledger.unkept where action_class = 'read'`),
  );
  expect(Number(told.rows[0]?.deleted)).toBe(EVENTS - stays);
}, 1_800_000);
