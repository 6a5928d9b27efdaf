import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessList, accessQuery } from '@/lib/contract/access-list';
import { secretDetail } from '@/lib/contract/secret-detail';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { Grant } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { COVERED, startListedSecrets, UNCOVERED, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { findGoneSecret } from './find-gone-secret';
import { getSecret } from './get-secret';
import { listAccess } from './list-access';

const NAME = 'prod/payments/db';
const make = (suffix: string, environment = 'prod') => makeSecret({ name: NAME, environment, suffix });

const lives = Array.from({ length: 12 }, (_, life) => make(`life${String(life).padStart(2, '0')}`));
const hidden = make('hidden', 'dev');
const present = make('latest');
/** Each of them is gone, and is none of that name and place. */
const others = [
  makeSecret({ name: `${NAME}-2`, environment: 'prod' }),
  makeSecret({ name: NAME, environment: 'prod', accountId: UNCOVERED.accountId }),
];
const AWAY = makeScope(COVERED.accountId, 'us-east-1', COVERED.accountName);
const away = makeSecret({ name: NAME, environment: 'prod', region: AWAY.region });

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([...others, ...lives.slice(0, 1)]);
  for (const [turn, one] of [...lives.slice(1), hidden, present].entries())
    await listed.apply(COVERED, [one], minutesAfter(NOW, 10 * (turn + 1)));
  await listed.ctx.store.scopes.configure([COVERED, UNCOVERED, AWAY]);
  await listed.apply(AWAY, [away]);
  for (const scope of [UNCOVERED, AWAY]) await listed.apply(scope, [], minutesAfter(NOW, 10));
  const read = ({ secret }: DecidedSecret, days: number) =>
    ok(makeEvent({ secretId: secret.arn, at: daysAgo(days), eventId: `of ${secret.arn}` }));
  await listed.ctx.store.history.applyEvents({
    scopeId: COVERED.id,
    records: [...lives, hidden].map((one) => read(one, 40)),
    covered: null,
    at: NOW,
  });
});
afterAll(() => listed.stop());

const formerOf = async (ctx: Context) => secretDetail.parse(await getSecret(ctx, { id: present.id })).former;
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
const newestFirst = lives.toReversed();

it('a secret that was made anew names those before it, the newest first, and when each was there last', async () => {
  const former = await formerOf(listed.as('admin'));
  expect(ids(former)).toEqual(ids([hidden, ...newestFirst.slice(0, 9)]));
  expect(former[1]).toEqual({
    id: lives[11]?.id,
    arn: lives[11]?.secret.arn,
    createdAt: daysAgo(100).toISOString(),
    lastSeenAt: minutesAfter(NOW, 110).toISOString(),
    goneBy: minutesAfter(NOW, 121).toISOString(),
    readHistory: true,
  });
});

it('within sight only, and without leave for the history of each says so', async () => {
  const where = { environments: ['prod'] };
  const inventory: Grant = { permission: 'inventory.read', effect: 'allow', where };
  expect(ids(await formerOf(listed.as('viewer', { grants: [inventory] })))).toEqual(ids(newestFirst.slice(0, 10)));
  const grants: Grant[] = [
    { permission: 'inventory.read', effect: 'allow', where: {} },
    { permission: 'history.read', effect: 'allow', where },
  ];
  const told = await formerOf(listed.as('viewer', { grants }));
  expect(told.slice(0, 2).map(({ readHistory }) => readHistory)).toEqual([false, true]);
});

it('what AWS did not find was last there at no known moment', async () => {
  const { inventory } = listed.ctx.store;
  const gone = make('found-gone');
  await inventory.applyDescribed({ ...gone, observedAt: minutesAfter(NOW, 200) });
  await inventory.markGone(gone.secret.arn, minutesAfter(NOW, 210));
  const [first] = await formerOf(listed.as('admin'));
  expect(first).toMatchObject({ id: gone.id, lastSeenAt: null, goneBy: minutesAfter(NOW, 210).toISOString() });
});

it('the events of one that is gone are found by its id, and it is no page', async () => {
  const [, , third] = await formerOf(listed.as('admin'));
  const { id = '', arn = '', lastSeenAt } = third ?? {};
  const from = new Date(Date.parse(lastSeenAt ?? '') - 90 * 86_400_000).toISOString();
  const query = accessQuery.parse({ secret: [id], from, include: ['histogram'] });
  const { events, histogram } = accessList.parse(await listAccess(listed.as('admin'), query));
  expect(events.map(({ eventId, secret }) => [eventId, secret?.id, secret?.name])).toEqual([[`of ${arn}`, id, NAME]]);
  expect(histogram?.total).toBe(1);
  expect((await refusalOf(getSecret(listed.as('admin'), { id }))).code).toBe('not_found');
});

it('who asks for one that is gone is led to what has its name now, or else to its events, where they may see them', async () => {
  const [another] = others;
  const placeOf = (ctx: Context, id = '') => findGoneSecret(ctx, { id });
  expect(await placeOf(listed.as('admin'), lives[3]?.id)).toEqual({ secretId: present.id });
  const eventsOf = {
    id: another?.id,
    lastSeenAt: NOW.toISOString(),
    goneBy: expect.stringMatching(/^2026-11-20T12:/),
  };
  expect(await placeOf(listed.as('admin'), another?.id)).toEqual({ eventsOf });
  const where = { environments: ['dev'] };
  const inventory: Grant = { permission: 'inventory.read', effect: 'allow', where };
  const ofDev = listed.as('viewer', { grants: [inventory] });
  // Neither what is out of sight nor what stands for it there is told of, nor what never was.
  expect(await placeOf(ofDev, another?.id)).toBeNull();
  expect(await placeOf(ofDev, hidden.id)).toBeNull();
  expect(await placeOf(listed.as('viewer'), another?.id)).toBeNull();
  expect(await placeOf(listed.as('viewer'), hidden.id)).toEqual({ secretId: present.id });
  expect(await placeOf(listed.as('admin'), 'A'.repeat(22))).toBeNull();
  expect((await refusalOf(placeOf(listed.as('viewer', { grants: [] }), another?.id))).code).toBe('forbidden');
});

it('a replica has the page of its primary', async () => {
  const name = 'prod/replicated';
  const [primary, replica] = [
    makeSecret({ name }),
    makeSecret({ name, region: AWAY.region, primaryRegion: 'eu-west-1' }),
  ];
  const { inventory } = listed.ctx.store;
  for (const one of [primary, replica]) await inventory.applyDescribed({ ...one, observedAt: minutesAfter(NOW, 300) });
  expect(await findGoneSecret(listed.as('admin'), { id: replica.id })).toEqual({ secretId: primary.id });
});
