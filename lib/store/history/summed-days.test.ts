import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR_KINDS, OUTCOMES, type ActionClass } from '@/lib/domain/event-record';
import { planBuckets } from '@/lib/domain/history/plan-buckets';
import type { EventBucket } from '@/lib/domain/ports/access-queries';
import type { EventFilter, StoredEvent } from '@/lib/domain/ports/history-store';
import { withClient } from '@/lib/store/migrate/with-client';
import { copy, db, NOT_PROD, OWNER, startAccessStore } from '@/lib/store/testing/access-world';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, NO_HISTORY, type TestStore } from '@/lib/store/testing/test-store';

const DAY_MS = 86_400_000;
const ACTIONS: ActionClass[] = ['read', 'change', 'list'];
const SIGHTS = { ALL, OWNER, NOT_PROD, NO_HISTORY };
const old = makeSecret({ name: 'dev/search/old', environment: 'dev', tags: { team: 'search' } });
const today = Math.floor(NOW.getTime() / DAY_MS) * DAY_MS;

/** Midnights, the milliseconds beside them, and any other time of a week. */
const time = fc
  .tuple(fc.nat(6), fc.oneof(fc.constantFrom(0, 1, DAY_MS - 1, DAY_MS / 2), fc.nat(DAY_MS - 1)))
  .map(([days, ms]) => new Date(today - 7 * DAY_MS + days * DAY_MS + ms));

const happening = fc.record({
  at: time,
  secretId: fc.constantFrom(db.secret.arn, copy.secret.arn, old.secret.name, 'no-such-secret', null),
  actorKind: fc.constantFrom(...ACTOR_KINDS),
  outcome: fc.constantFrom('success', ...OUTCOMES),
  actionClass: fc.constantFrom('read', ...ACTIONS),
  who: fc.constantFrom('web', 'batch', 'ops'),
});

const events = fc.sample(happening, { seed: 7, numRuns: 400 }).map(({ who, ...given }) =>
  makeEvent({
    ...given,
    region: given.secretId === copy.secret.arn ? 'us-east-1' : 'eu-west-1',
    principal: makePrincipal(who),
    workload: null,
    person: who === 'ops' ? 'ann' : null,
  }),
);

const some = <T>(...values: T[]) => fc.subarray(values);
const asked = fc.record({
  period: fc.tuple(time, time).map(([one, other]): [Date, Date] => (one <= other ? [one, other] : [other, one])),
  sight: fc.constantFrom(...Object.values(SIGHTS)),
  env: some('prod', 'dev'),
  secret: fc.constantFrom<string[][]>([], ['payments'], [db.id], ['no-such'], [old.id, 'no-such']),
  actorKind: some(...ACTOR_KINDS),
  outcome: some(...OUTCOMES),
  action: some(...ACTIONS),
  principal: fc.constantFrom<string[][]>([], ['web'], ['batch', 'ops'], ['ann'], ['nobody']),
});

let test: TestStore;
beforeAll(async () => {
  test = await startAccessStore([db, copy, old], events);
});
afterAll(() => test.stop());

const planOf = (from: Date, to: Date) => {
  const start = new Date(Math.floor(from.getTime() / DAY_MS) * DAY_MS);
  return { start, stepMs: DAY_MS, count: Math.floor((to.getTime() - start.getTime()) / DAY_MS) + 1 };
};

function partOf({ outcome, actorKind }: StoredEvent): Exclude<keyof EventBucket, 'index'> {
  if (outcome === 'denied') return 'denied';
  if (actorKind === 'person' || actorKind === 'this-dashboard') return 'person';
  return actorKind === 'aws-service' ? 'service' : 'workload';
}

function countEach(found: readonly StoredEvent[], start: Date): EventBucket[] {
  const buckets = new Map<number, EventBucket>();
  for (const event of found) {
    const index = Math.floor((event.at.getTime() - start.getTime()) / DAY_MS);
    const bucket = buckets.get(index) ?? { index, person: 0, workload: 0, service: 0, denied: 0 };
    bucket[partOf(event)] += 1;
    buckets.set(index, bucket);
  }
  return [...buckets.values()].toSorted((one, other) => one.index - other.index);
}

const property = () =>
  fc.asyncProperty(asked, async ({ period: [from, to], sight, ...lists }) => {
    const filter: EventFilter = { from, to, ...lists };
    const plan = planOf(from, to);
    const found = await test.store.history.listEvents(sight, { filter, limit: 1000, after: null });
    expect(await test.store.history.histogram(sight, filter, plan)).toEqual(countEach(found, plan.start));
  });

const week = { from: new Date(today - 7 * DAY_MS), to: new Date(today - 1) };
const total = async (filter: EventFilter = week): Promise<number> => {
  const counted = await test.store.history.histogram(ALL, filter, planOf(week.from, week.to));
  return counted.reduce((sum, { person, workload, service, denied }) => sum + person + workload + service + denied, 0);
};
const run = (statement: string) => withClient(test.database.ownerUrl, (client) => client.query(statement));

describe('a histogram of days', { timeout: 120_000 }, () => {
  it('counts what the list has, whatever is asked', async () => {
    await fc.assert(property(), { numRuns: 150, seed: 42 });
  });

  it('comes from sums where they say all that is asked, and from the events where they do not', async () => {
    const all = await total();
    expect(all).toBe(events.length);
    await run('update keyledger.secret_day set reads = reads + 1');
    expect(await total()).toBeGreaterThan(all);
    expect(await total({ ...week, address: ['10.'] })).toBe(all);
    // Less than whole days.
    const hours = planBuckets(week.from, new Date(week.from.getTime() + DAY_MS));
    expect(hours.stepMs).toBeLessThan(DAY_MS);
    // Athena tells of a day in it.
    await run(`insert into keyledger.roll_up_owner (scope_id, day, owner, asked_at, records)
      select id, '${week.from.toISOString().slice(0, 10)}'::date, 'athena', now(), 1 from keyledger.scope limit 1`);
    expect(await total()).toBe(all);
    await run(`delete from keyledger.roll_up_owner`);
    expect(await total()).toBeGreaterThan(all);
    // Of some reads there are only sums.
    await run(`insert into keyledger.unkept (action_class, before_at, deleted, deleted_at)
      values ('read', '${new Date(week.from.getTime() + 1).toISOString()}', 1, now())`);
    expect(await total()).toBe(all);
    await run(`delete from keyledger.unkept`);
    await run('update keyledger.secret_day set reads = reads - 1');
    expect(await total()).toBe(all);
  });
});
