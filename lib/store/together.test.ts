import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visibility } from '@/lib/domain/grant';
import { EVERYTHING, NOTHING } from '@/lib/domain/grant';
import { makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { Broken, together } from './together';

describe('questions that come at once', () => {
  it('are asked in few, each after it came, and each has its own answer', async () => {
    const asked: number[][] = [];
    const ask = together<number, number>(async (items) => {
      asked.push([...items]);
      await sleep(5);
      return items.map((item) => item * 2);
    });
    const items = Array.from({ length: 120 }, (_, index) => index);
    expect(await Promise.all(items.map(ask))).toEqual(items.map((item) => item * 2));
    expect(asked.length).toBeLessThan(8);
    expect(await ask(500)).toBe(1000);
    expect(asked.at(-1)).toEqual([500]);
  });

  it('that break are told so, and the next are asked again', async () => {
    let isAway = true;
    const ask = together<number, number>(async (items) => {
      await sleep(2);
      if (isAway) throw new Error('away');
      return items;
    });
    const settled = await Promise.allSettled([1, 2, 3, 4].map(ask));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    isAway = false;
    expect(await Promise.all([5, 6, 7].map(ask))).toEqual([5, 6, 7]);
  });

  it.each(['22021', '40P01'])('break alone where the database refuses what one of them holds: %s', async (code) => {
    const ask = together<number, number>(async (items) => {
      await sleep(2);
      if (items.includes(3)) throw Object.assign(new Error('no such text'), { code });
      return items;
    });
    const settled = await Promise.allSettled([1, 2, 3, 4, 5].map(ask));
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });
});

it('one that broke is told so, and those beside it have their answers', async () => {
  const ask = together<number, number>(async (items) => {
    await sleep(2);
    return items.map((item) => (item === 3 ? new Broken(new Error('gone')) : item));
  });
  const settled = await Promise.allSettled([1, 2, 3, 4].map(ask));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

describe('a store that is asked by many at once', () => {
  const scope = makeScope();
  const secrets = Array.from({ length: 60 }, (_, index) =>
    makeSecret({ name: `${index % 2 === 0 ? 'dev' : 'prod'}/${index}`, environment: index % 2 === 0 ? 'dev' : 'prod' }),
  );
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore([scope]);
    await applyListing(test.store, scope.id, secrets);
  });
  afterAll(() => test.stop());

  it('shows each what they may see, whoever asks beside them', async () => {
    const dev: Visibility = { allow: [{ environments: ['dev'] }], deny: [] };
    const sights = [EVERYTHING, dev, NOTHING].map((inventory) => ({ inventory, history: inventory }));
    const asked = secrets.flatMap((secret) => sights.map((sight) => ({ secret, sight })));
    const found = await Promise.all(asked.map(({ secret, sight }) => test.store.inventory.find(sight, secret.id, NOW)));
    const mayBeSeen = asked.map(({ secret, sight }) =>
      sight === sights[0] || (sight === sights[1] && secret.environment.value === 'dev') ? secret.id : undefined,
    );
    expect(found.map((row) => row?.id)).toEqual(mayBeSeen);
  });

  it('keeps what was described at once, of the same secret the latest', async () => {
    const described = secrets.flatMap((secret, index) =>
      [3, 1, 2].map((minutes) => ({
        ...secret,
        secret: { ...secret.secret, versionStages: { [`v${index}-${minutes}`]: ['AWSCURRENT'] } },
        observedAt: minutesAfter(NOW, minutes),
      })),
    );
    expect(new Set(await Promise.all(described.map((one) => test.store.inventory.applyDescribed(one))))).toEqual(
      new Set(['known']),
    );
    const sight = { inventory: EVERYTHING, history: EVERYTHING };
    const rows = await Promise.all(secrets.map(({ id }) => test.store.inventory.find(sight, id, NOW)));
    expect(rows.map((row) => row?.versionStages)).toEqual(secrets.map((_, index) => ({ [`v${index}-3`]: ['AWSCURRENT'] }))); // prettier-ignore
    for (const [index, { id }] of secrets.entries()) {
      const open = (await test.store.inventory.findStages(sight, id, 20)).filter(({ until }) => until === null);
      expect(open.map(({ versionId }) => versionId)).toEqual([`v${index}-3`]);
    }
  });

  it('says of each that is described for the first time that it was added', async () => {
    const added = Array.from({ length: 12 }, (_, index) => makeSecret({ name: `new/${index}`, environment: 'dev' }));
    const outcomes = await Promise.all([...added, ...secrets.slice(0, 3)].map((one) => test.store.inventory.applyDescribed({ ...one, observedAt: minutesAfter(NOW, 9) }))); // prettier-ignore
    expect(outcomes).toEqual([...added.map(() => 'added'), 'known', 'known', 'known']);
  });
});
