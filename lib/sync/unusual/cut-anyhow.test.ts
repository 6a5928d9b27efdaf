import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccessEvent, Principal } from '@/lib/domain/event-record';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type Given, type UnusualFixture } from './testing/unusual-fixture';

let fixture: UnusualFixture;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
});
afterAll(() => fixture.stop());

const MINUTE = 1 / 60;
const denied = { outcome: 'denied', errorCode: 'AccessDenied' } as const;
const failed = { outcome: 'failed', errorCode: 'InvalidRequestException' } as const;
const dashboard = { actorKind: 'this-dashboard' } as const;
const dayOf = (back: number): string => at(back).toISOString().slice(0, 10);

let made = 0;
/** What each rule counts or looks at the moments of: several events of a day tell, each of which shows nothing new. */
async function tell(): Promise<{ events: AccessEvent[]; found: () => Promise<unknown[][]> }> {
  made += 1;
  const own = (name: string, change: Parameters<UnusualFixture['secret']>[1] = {}) =>
    fixture.secret(`${name}/${made}`, change);
  const [burst, pending, stolen] = [
    own('prod/burst'),
    own('prod/pending', { deletedAt: at(3, 1) }),
    own('prod/stolen'),
  ];
  const names = Array.from({ length: 10 }, (_, index) => own(`dev/again-${index}`, { environment: 'dev' }));
  await fixture.list(burst, pending, stolen, ...names);
  const principal: Principal = makePrincipal(`role-${made}`);
  const reader = makePrincipal(`many-${made}`);
  const read = ({ secret }: typeof burst, back: number, hours: number, given: Given = {}) =>
    makeEvent({ secretId: secret.arn, at: at(back, hours), principal, ...given });
  const requestId = `entered-${made}`;
  await fixture.ctx.store.ledger.append(
    {
      actId: requestId,
      action: 'secret.reveal',
      phase: 'done',
      actor: { id: 'demo|ann', name: 'Ann', persona: 'admin' },
      secret: null,
      reason: null,
      code: null,
      requestId: null,
      count: 1,
      detail: { awsRequestId: requestId },
    },
    at(3),
  );
  return {
    events: [
      ...Array.from({ length: 12 }, (_, turn) => read(burst, 3, (turn * MINUTE) / 2, denied)),
      read(pending, 3, 0, failed),
      read(pending, 3, 2, failed),
      read(pending, 2, 0, failed),
      read(stolen, 3, 0, { ...dashboard, requestId }),
      read(stolen, 3, 25 * MINUTE, { ...dashboard, requestId: `nobody-entered-${made}` }),
      // Over the hour at first, so that only what comes again is many in a short time.
      ...names.map((name, index) => read(name, 3, index * 5 * MINUTE, { principal: reader })),
      ...names.map((name) => read(name, 3, 52 * MINUTE, { principal: reader })),
    ],
    found: async () => {
      const all = await fixture.found();
      const ids = new Set([burst, pending, stolen].map(({ id }) => id));
      return all
        .filter(({ secretId, principalId }) => principalId === reader.id || ids.has(secretId ?? ''))
        .toSorted((one, other) => (one.rule < other.rule ? -1 : 1))
        .map(({ rule, day, count, firstAt, lastAt, reason }) => [rule, day, count, firstAt, lastAt, reason]);
    },
  };
}

async function tellAtOnce(): Promise<unknown[][]> {
  const { events, found } = await tell();
  await fixture.store(events);
  await fixture.judge();
  return found();
}

it('what takes several events to tell is found event by event as at once', async () => {
  const { events, found } = await tell();
  for (const event of events) {
    await fixture.store([event]);
    await fixture.judge();
  }
  const one = await found();
  expect(one.map(([rule, day, count]) => [rule, day, count])).toEqual([
    ['denied-burst', dayOf(3), 12],
    ['many-secrets', dayOf(3), 11],
    ['outside-ledger', dayOf(3), 1],
    ['pending-deletion', dayOf(3), 2],
  ]);
  expect(one).toEqual(await tellAtOnce());
}, 60_000);

it('the same is found however the events are cut, and in whatever order they come', async () => {
  const expected = await tellAtOnce();
  const { events: like } = await tell();
  const orders = fc.array(fc.nat(1e6), { minLength: like.length, maxLength: like.length });
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(orders, cuts, async (order, sizes) => {
      const { events, found } = await tell();
      const rest = events
        .map((event, index) => ({ event, place: order[index] ?? 0 }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ event }) => event);
      for (const size of [...sizes, like.length]) {
        await fixture.store(rest.splice(0, size));
        await fixture.judge();
      }
      expect(await found()).toEqual(expected);
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 60_000);
