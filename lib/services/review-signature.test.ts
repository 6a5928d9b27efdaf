import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, dayOf } from '@/lib/domain/day';
import type { Context } from '@/lib/domain/ports/context';
import { begin, markAll, REVIEWED_DAYS, reviewerOf, sign } from '@/lib/services/testing/reviewing';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { withClient } from '@/lib/store/migrate/with-client';
import { getReview } from './get-review';

let world: ServicesWorld;
let admin: Context;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: REVIEWED_DAYS } });
  await world.readHistory();
  admin = world.as('admin');
}, 180_000);
afterAll(() => world.stop());

/** As somebody who may write to the database. */
const changeRow = (change: string, values: unknown[]) =>
  withClient(world.database.ownerUrl, (client) => client.query(change, values));

it('a later one that leaves days out, or ends before, is none that follows', async () => {
  const { id: secret } = await world.row('prod/payments/db');
  const of = async (from: number, to: number) => {
    const today = dayOf(new Date());
    const begun = await begin(admin, { secret, from: addDays(today, from), to: addDays(today, to) });
    return sign(admin, await markAll(admin, begun.id), { nextInDays: 30 });
  };
  const later = { ...admin, now: () => new Date(Date.now() + 31 * 86_400_000) };
  const first = await of(-60, -10);
  const followers = async () => (await getReview(admin, first)).followedBy;
  // One day of the nine before it was looked over by nobody.
  await of(0, 0);
  await of(-8, 0);
  expect(await followers()).toBeNull();
  expect((await getReview(later, first)).state).toBe('overdue');
  await of(-60, -11);
  expect(await followers()).toBeNull();
  const next = await of(-9, -1);
  expect(await followers()).toBe(next.id);
});

it('what is stored of a signed one is held against the ledger, and another row is told', async () => {
  const begun = await begin(admin, { service: 'payments', environment: 'prod' });
  expect((await getReview(admin, begun)).signature).toBeNull();
  const { id } = await sign(admin, await markAll(admin, begun.id));
  const signature = async (ctx = admin) => (await getReview(ctx, { id })).signature;
  expect(await signature()).toBe('holds');
  // What is done about a reader afterwards is no part of it; nor does it matter how much of it is in sight.
  expect(await signature(reviewerOf(world, { namePrefix: 'prod/payments/db' }))).toBe('holds');
  for (const [change, back] of [
    ['update keyledger.review_reader set note = $2 where review_id = $1', { from: 'changed', to: null }],
    ['update keyledger.review set from_day = $2::date where id = $1', { from: '2020-01-01', to: begun.from }],
    ['update keyledger.review set signed_by = $2 where id = $1', { from: 'somebody', to: 'admin@example.com' }],
  ] as const) {
    await changeRow(change, [id, back.from]);
    expect(await signature(), change).toBe('broken');
    await changeRow(change, [id, back.to]);
    expect(await signature(), change).toBe('holds');
  }
  await changeRow('update keyledger.review set signed_at = null, signed_by = null, next_day = null where id = $1', [
    id,
  ]);
  expect(await getReview(admin, { id })).toMatchObject({ state: 'open', signature: 'broken' });
});
