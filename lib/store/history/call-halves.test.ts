import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import type { AccessEvent, Principal } from '@/lib/domain/event-record';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const CALLER = '222222222222';
const accounts = Array.from({ length: 12 }, (_, index) => String(100000000000 + index));
let owner = '';
let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([...accounts, CALLER].map((account) => makeScope(account)));
});
beforeEach(async () => {
  owner = accounts.pop() ?? '';
  await applyListing(test.store, `${owner}:eu-west-1`, [secret()]);
});
afterAll(() => test.stop());

const secret = () => makeSecret({ name: 'shared', accountId: owner });
const account: Principal = { id: `account ${CALLER}`, type: 'account', accountId: CALLER, label: `account ${CALLER}` };
const role = makePrincipal('reader', CALLER);

/** One call, as the owner's trail tells it and as the caller's does. */
function tell(hours: number): { owners: AccessEvent; callers: AccessEvent } {
  const alike = {
    secretId: secret().secret.arn,
    at: new Date(daysAgo(1).getTime() + hours * 3_600_000),
    sharedEventId: `${owner} ${hours}`,
  };
  return {
    owners: makeEvent({
      ...alike,
      accountId: owner,
      principal: account,
      actorKind: 'unknown',
      session: null,
      workload: null,
    }),
    callers: makeEvent({ ...alike, accountId: CALLER, principal: role }),
  };
}
const apply = (accountId: string, events: readonly AccessEvent[], unvouched = false) =>
  test.store.history.applyEvents({
    scopeId: `${accountId}:eu-west-1`,
    records: events.map(ok),
    covered: null,
    at: NOW,
    unvouched,
  });
async function stored() {
  const filter = { secretId: secret().id };
  const events = await test.store.history.listEvents(ALL, { filter, limit: 50, after: null });
  const readers = await test.store.history.readers(ALL, secret().id, daysAgo(3), NOW);
  const seen = { from: daysAgo(3), to: NOW };
  const days = await test.store.history.readsByDay(ALL, secret().id, seen.from, seen.to);
  return {
    events: events.map(({ eventId, principal }) => [eventId, principal.label]),
    readers: readers.map(({ principal, reads, firstAt }) => [principal.label, reads, firstAt]),
    days: days.map(({ person, workload, service }) => person + workload + service),
    usage: (await test.store.inventory.find(ALL, secret().id, NOW))?.usage.lastRead?.principal,
    account: (await test.store.history.findPrincipal(ALL, toPrincipalKey(account.id)))?.secrets ?? 0,
  };
}

it.each<[string, (owners: AccessEvent[], callers: AccessEvent[]) => Promise<unknown>]>([
  ['the caller’s first', async (owners, callers) => [await apply(CALLER, callers), await apply(owner, owners)]],
  ['the owner’s first', async (owners, callers) => [await apply(owner, owners), await apply(CALLER, callers)]],
  [
    'at once',
    (owners, callers) =>
      apply(
        owner,
        owners.flatMap((one, at) => [one, ...callers.slice(at, at + 1)]),
      ),
  ],
  [
    'from files, the owner’s first',
    async (owners, callers) => [await apply(owner, owners, true), await apply(CALLER, callers, true)],
  ],
  [
    'from files, the caller’s first',
    async (owners, callers) => [await apply(CALLER, callers, true), await apply(owner, owners, true)],
  ],
  [
    'again and again',
    async (owners, callers) => {
      for (const events of [owners, callers, owners, callers]) await apply(events === owners ? owner : CALLER, events);
    },
  ],
])('of a call that two accounts tell of the half that names the caller stays: %s', async (_, bring) => {
  const told = [tell(0), tell(2)];
  await bring(
    told.map((one) => one.owners),
    told.map((one) => one.callers),
  );
  expect(await stored()).toEqual({
    events: told.toReversed().map(({ callers }) => [callers.eventId, 'reader']),
    readers: [['reader', 2, daysAgo(1)]],
    days: [0, 0, 2, 0],
    usage: 'reader',
    account: 0,
  });
});

it('what a file tells takes no place of what AWS told', async () => {
  const { owners: own, callers } = tell(0);
  await apply(owner, [own]);
  await apply(CALLER, [callers], true);
  expect((await stored()).events).toEqual([[own.eventId, account.label]]);
});
