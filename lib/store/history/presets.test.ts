import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBulkReads } from '@/lib/domain/access/find-bulk-reads';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { ReadByQuery } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import {
  copy,
  db,
  elsewhere,
  far,
  farCopies,
  NOT_PROD,
  OWNER,
  scope,
  startAccessStore,
} from '@/lib/store/testing/access-world';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { daysAgo, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, NO_HISTORY, type TestStore } from '@/lib/store/testing/test-store';

const many = Array.from({ length: 12 }, (_, index) =>
  makeSecret({ name: `dev/search/s${index}`, environment: 'dev', tags: { team: index < 3 ? 'payments' : 'search' } }),
);
const [api, newcomer, old, scraper, traveller] = ['api', 'newcomer', 'old', 'scraper', 'traveller'].map((name) =>
  makePrincipal(name),
);
const person = { actorKind: 'person', person: 'jana', workload: null } as const;

const read = (secretId: string | null, more: Parameters<typeof makeEvent>[0]): AccessEvent =>
  makeEvent({ secretId, ...more });
const burstAt = daysAgo(2);
const events = [
  read(db.secret.arn, { principal: api, at: daysAgo(40) }),
  read(db.secret.arn, { principal: api, at: daysAgo(3) }),
  // Its first is of the replica; that it was denied before is no read.
  read(db.secret.arn, {
    principal: newcomer,
    at: minutesAfter(daysAgo(3), -60),
    outcome: 'denied',
    errorCode: 'AccessDenied',
    ...person,
  }),
  read(copy.secret.arn, { principal: newcomer, at: daysAgo(3), region: 'us-east-1', ...person }),
  read(db.secret.arn, { principal: newcomer, at: daysAgo(1), ...person }),
  read(copy.secret.arn, { principal: old, at: daysAgo(50), region: 'us-east-1' }),
  read(db.secret.arn, { principal: old, at: daysAgo(1) }),
  ...many.map(({ secret }, index) =>
    read(secret.name, { principal: scraper, at: minutesAfter(burstAt, Math.floor(index / 4)) }),
  ),
  ...farCopies.flatMap(({ secret: { arn, region } }) => [
    read(arn, { principal: traveller, at: daysAgo(45), region }),
    read(arn, { principal: traveller, at: daysAgo(44), region, outcome: 'denied', errorCode: 'AccessDenied' }),
  ]),
  read(null, { principal: scraper, at: minutesAfter(burstAt, 300), eventName: 'BatchGetSecretValue' }),
];

let test: TestStore;
beforeAll(async () => {
  test = await startAccessStore([db, copy, far, ...farCopies, ...many], events);
});
afterAll(() => test.stop());

describe('first reads', () => {
  const first = async (sight: Sight, more: object = {}, limit = 100) =>
    (await test.store.history.firstReads(sight, { from: daysAgo(30), to: NOW, ...more }, limit)).map(
      ({ principal, secret, firstAt }) => `${principal.label} ${secret.name} ${firstAt.toISOString()}`,
    );
  const newcomerLine = `newcomer prod/payments/db ${daysAgo(3).toISOString()}`;

  it('are of whoever never read the secret or its replica before, with the time of the first success', async () => {
    const [found] = await test.store.history.firstReads(ALL, { from: daysAgo(30), to: NOW, env: ['prod'] }, 100);
    expect(found).toMatchObject({
      principal: { label: 'newcomer' },
      actorKind: 'person',
      secret: { id: db.id, name: 'prod/payments/db', environment: 'prod' },
      firstAt: daysAgo(3),
      reads: 2,
    });
    expect(found?.scopeIds.toSorted()).toEqual([scope.id, elsewhere.id]);
    expect(await first(ALL, { env: ['prod'] })).toEqual([newcomerLine]);
  });

  it('come newest first, as many as asked for', async () => {
    const all = await first(ALL);
    expect(all).toHaveLength(13);
    expect(all.at(-1)).toBe(newcomerLine);
    expect(await first(ALL, {}, 5)).toEqual(all.slice(0, 5));
  });

  it('are cut to the period by the minute, and by kind', async () => {
    expect(await first(ALL, { from: minutesAfter(daysAgo(3), 1), env: ['prod'] })).toEqual([]);
    expect(await first(ALL, { from: daysAgo(3), to: daysAgo(3) })).toEqual([newcomerLine]);
    expect(await first(ALL, { actorKind: ['person'] })).toEqual([newcomerLine]);
    expect(await first(ALL, { from: daysAgo(60), to: daysAgo(30) })).toHaveLength(3);
  });

  it('are of what is in sight alone', async () => {
    const seen = await first(OWNER);
    expect(seen).toHaveLength(4);
    expect(seen.every((line) => /payments\/db|dev\/search\/s[0-2] /.test(line))).toBe(true);
    expect(await first(NO_HISTORY)).toEqual([]);
  });
});

describe('minutes of reads', () => {
  const minutes = (sight: Sight, more: object = {}, least = 10) =>
    test.store.history.minutesOfReads(sight, { from: daysAgo(7), to: NOW, ...more }, least, 1000);

  it('make a burst and a batch call, and leave out who reads little', async () => {
    const found = await minutes(ALL);
    expect(found.map(({ principal, secretIds, batches }) => [principal.label, secretIds.length, batches])).toEqual([
      ['scraper', 0, 1],
      ['scraper', 4, 0],
      ['scraper', 4, 0],
      ['scraper', 4, 0],
    ]);
    expect(findBulkReads(found).map(({ from, secretIds, batches }) => [from, secretIds.length, batches])).toEqual([
      [minutesAfter(burstAt, 300), 0, 1],
      [burstAt, 12, 0],
    ]);
  });

  it('tell an owner neither of other secrets nor of batches, not even as a number', async () => {
    expect(await minutes(OWNER)).toEqual([]);
    const few = await minutes(OWNER, {}, 3);
    expect(few.map(({ secretIds, reads, batches }) => [secretIds.length, reads, batches])).toEqual([[3, 3, 0]]);
    expect(await minutes(NO_HISTORY, {}, 1)).toEqual([]);
  });

  it('are cut by environment, kind and time', async () => {
    expect(await minutes(ALL, { env: ['prod'] })).toEqual([]);
    expect(await minutes(ALL, { env: ['dev'] })).toHaveLength(3);
    expect(await minutes(ALL, { actorKind: ['person'] })).toEqual([]);
    expect(await minutes(ALL, { to: daysAgo(3) })).toEqual([]);
  });
});

describe('what a principal read', () => {
  const pageOf = (sight: Sight, id: string, more: Partial<ReadByQuery> = {}) =>
    test.store.history.secretsReadBy(sight, { principalKey: toPrincipalKey(id), limit: 100, after: null, ...more });
  const readBy = async (sight: Sight, id = newcomer?.id ?? '') =>
    (await pageOf(sight, id)).rows.map((row) => ({
      secret: row.secret,
      accountId: row.accountId,
      region: row.region,
      firstAt: row.firstAt,
      lastAt: row.lastAt,
      lastReadAt: row.lastReadAt,
      reads: row.reads,
      denied: row.denied,
    }));

  it('is a line a secret, its replicas included', async () => {
    expect(await readBy(ALL)).toEqual([
      {
        secret: { id: db.id, name: 'prod/payments/db', environment: 'prod' },
        accountId: scope.accountId,
        region: 'eu-west-1',
        firstAt: minutesAfter(daysAgo(3), -60),
        lastAt: daysAgo(1),
        lastReadAt: daysAgo(1),
        reads: 2,
        denied: 1,
      },
    ]);
  });

  it('is named by the primary, also where replicas alone were read, and by one of them where it is out of sight', async () => {
    const lineOf = async (sight: Sight) =>
      (await readBy(sight, traveller?.id)).map(({ secret, region, reads, denied }) => ({
        ...secret,
        region,
        reads,
        denied,
      }));
    const line = { name: far.secret.name, reads: 2, denied: 2 };
    expect(await lineOf(ALL)).toEqual([{ ...line, id: far.id, environment: 'prod', region: scope.region }]);
    const [one] = farCopies.toSorted((left, right) => (left.id < right.id ? -1 : 1));
    expect(await lineOf(NOT_PROD)).toEqual([{ ...line, id: one?.id, environment: 'dev', region: one?.secret.region }]);
  });

  it('is what is in sight alone', async () => {
    expect(await readBy(ALL, scraper?.id)).toHaveLength(12);
    expect((await readBy(OWNER, scraper?.id)).map(({ secret }) => secret.name).toSorted()).toEqual(
      [0, 1, 2].map((index) => `dev/search/s${index}`),
    );
    expect(await readBy(NO_HISTORY, scraper?.id)).toEqual([]);
  });

  it('goes on page by page, each line once, and says how many there are', async () => {
    for (const [sight, count] of [
      [ALL, 12],
      [OWNER, 3],
    ] as const) {
      const whole = (await pageOf(sight, scraper?.id ?? '')).rows;
      const paged: typeof whole = [];
      for (let after: ReadByQuery['after'] = null; ;) {
        const { rows, found } = await pageOf(sight, scraper?.id ?? '', { limit: 2, after });
        expect(found).toBe(count);
        paged.push(...rows);
        const last = rows.at(-1);
        if (!last || rows.length < 2) break;
        after = last.place;
      }
      expect(paged).toEqual(whole);
      expect(paged).toHaveLength(count);
    }
  });

  it('counts since a day alone, where one is named', async () => {
    const day = daysAgo(1).toISOString().slice(0, 10);
    const { rows, found } = await pageOf(ALL, newcomer?.id ?? '', { since: day });
    expect([found, rows[0]?.firstAt, rows[0]?.lastAt]).toEqual([1, daysAgo(1), daysAgo(1)]);
    const [all] = await readBy(ALL);
    expect((rows[0]?.reads ?? 0) + (rows[0]?.denied ?? 0)).toBeLessThan((all?.reads ?? 0) + (all?.denied ?? 0));
    expect(await pageOf(ALL, newcomer?.id ?? '', { since: daysAgo(0).toISOString().slice(0, 10) })).toEqual({
      rows: [],
      found: 0,
    });
  });
});
