import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { RotationRun } from '@/lib/domain/run';
import { readMigrations } from '@/lib/store/migrate/read-migrations';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

let test: TestStore;
const scope = makeScope();
const known = makeSecret({ name: 'prod/db' });
const { arn } = known.secret;
beforeAll(async () => {
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, [known]);
});
afterAll(() => test.stop());

const BEGAN = daysAgo(2);
/** As AWS's own event of a rotation under that token. */
const told = (token: string, eventName: string, minutes: number, more: Partial<AccessEvent> & { of?: string } = {}) =>
  makeEvent({
    secretId: more.of ?? arn,
    eventName,
    actionClass: 'rotation',
    actorKind: 'aws-service',
    at: minutesAfter(BEGAN, minutes),
    requestId: `Rotation-${more.of ?? arn}-${token}`,
    ...more,
  });
const apply = (events: AccessEvent[], more: { unvouched?: boolean; at?: Date } = {}) =>
  test.store.history.applyEvents({ scopeId: scope.id, records: events.map(ok), covered: null, at: NOW, ...more });
const find = (id: string) => test.store.runs.find(EVERYTHING, id);
const dueAt = (id: string) =>
  withClient(test.database.ownerUrl, async (client) => {
    const sql = 'select adoption_due_at as due from keyledger.rotation_run where id = $1';
    return (await client.query<{ due: Date | null }>(sql, [id])).rows[0]?.due ?? null;
  });

describe('a rotation that was begun elsewhere', () => {
  it.each([
    ['in order', [0, 1, 2, 3]],
    ['newest first, as LookupEvents tells', [3, 2, 1, 0]],
    ['in any order', [2, 0, 3, 1]],
  ])('is a run of its own, with its events %s, one at a time or again', async (_, order) => {
    const token = randomUUID();
    const events = [
      told(token, 'RotationStarted', 0),
      told(token, 'RotationFailed', 1, { errorMessage: 'timed out during setSecret step' }),
      told(token, 'RotationStarted', 60),
      told(token, 'RotationSucceeded', 61),
    ];
    for (const at of order) await apply([events[at] ?? makeEvent()]);
    await apply(events);
    expect(await find(token)).toMatchObject({
      secretId: known.id,
      secretName: 'prod/db',
      arn,
      scopeId: scope.id,
      state: 'succeeded',
      step: 'finishSecret',
      startedBy: null,
      reason: null,
      startedAt: BEGAN,
      endedAt: minutesAfter(BEGAN, 61),
    });
    // Nobody here waits for its readers.
    expect(await dueAt(token)).toBeNull();
  });

  it('is failed until AWS tries again, and once it has succeeded stays so', async () => {
    const token = randomUUID();
    const at = minutesAfter(BEGAN, 10);
    await apply([told(token, 'RotationStarted', 0), told(token, 'RotationFailed', 1)], { at });
    expect(await find(token)).toMatchObject({ state: 'failed', endedAt: minutesAfter(BEGAN, 1) });
    await apply([told(token, 'RotationStarted', 5)], { at });
    expect(await find(token)).toMatchObject({
      state: 'running',
      step: null,
      endedAt: null,
      toldAt: minutesAfter(BEGAN, 5),
    });
    expect((await test.store.runs.active()).map(({ id }) => id)).toContain(token);
    // It shows in its labels, and takes no turn of ours.
    expect(await test.store.runs.activeOf([known.id])).toEqual(new Map());
    await apply([told(token, 'RotationSucceeded', 6)], { at });
    await apply([told(token, 'RotationFailed', 7)], { at });
    expect(await find(token)).toMatchObject({ state: 'succeeded', endedAt: minutesAfter(BEGAN, 6) });
  });

  it('is none where nobody vouches for its record', async () => {
    const token = randomUUID();
    const [file, aws] = [told(token, 'RotationSucceeded', 0), randomUUID()];
    await apply([file], { unvouched: true });
    expect(await find(token)).toBeNull();
    // Until AWS tells the same.
    await apply([{ ...file }]);
    expect(await find(token)).toMatchObject({ state: 'succeeded' });
    await apply([told(aws, 'RotationStarted', 0)], { unvouched: true });
    expect(await find(aws)).toBeNull();
  });

  it('of a token that two secrets share is one of the first, and keeps no page out', async () => {
    const [token, other] = [randomUUID(), makeSecret({ name: 'prod/other' })];
    await applyListing(test.store, scope.id, [known, other], minutesAfter(NOW, 2));
    const both = [told(token, 'RotationStarted', 0), told(token, 'RotationStarted', 0, { of: other.secret.arn })];
    await apply(both);
    await apply([told(token, 'RotationSucceeded', 1), told(token, 'RotationSucceeded', 1, { of: other.secret.arn })]);
    expect(await find(token)).toMatchObject({ state: 'succeeded' });
  });

  it('of a secret that becomes known later is a run then', async () => {
    const [token, late] = [randomUUID(), makeSecret({ name: 'prod/late' })];
    await apply([told(token, 'RotationSucceeded', 0, { of: late.secret.arn })]);
    expect(await find(token)).toBeNull();
    await applyListing(test.store, scope.id, [known, late], minutesAfter(NOW, 5));
    await test.store.history.resolvePending(scope.id);
    expect(await find(token)).toMatchObject({ secretId: late.id, state: 'succeeded' });
  });

  it('is not told of a run of ours, which has its own end', async () => {
    const id = randomUUID();
    const run: RotationRun = {
      id,
      secretId: known.id,
      arn,
      scopeId: scope.id,
      state: 'started',
      step: null,
      message: 'AWS is being asked to rotate.',
      startedBy: { id: 'i|m', name: 'Mara' },
      reason: null,
      startedAt: BEGAN,
      updatedAt: BEGAN,
      endedAt: null,
      previousVersionId: 'v1',
    };
    expect(await test.store.runs.create(run)).toBe(true);
    await apply([told(id, 'RotationStarted', 0), told(id, 'RotationFailed', 1)]);
    expect(await find(id)).toMatchObject({ ...run });
  });
});

it('those of events that were stored before are made of them once, by the migration', async () => {
  const [good, bad] = [randomUUID(), randomUUID()];
  await apply([
    told(good, 'RotationStarted', 100),
    told(good, 'RotationSucceeded', 101),
    told(bad, 'RotationStarted', 102),
    told(bad, 'RotationFailed', 103, { errorMessage: 'no route during setSecret step' }),
  ]);
  const as = [await find(good), await find(bad)];
  const migration = (await readMigrations()).find(({ version }) => version === 66)?.sql ?? '';
  await withClient(test.database.ownerUrl, async (client) => {
    await client.query('delete from keyledger.rotation_run');
    await client.query(migration.slice(migration.indexOf('insert into')));
  });
  expect([await find(good), await find(bad)]).toEqual(as);
});
