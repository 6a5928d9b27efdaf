import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { makeReplica } from '@/lib/store/testing/make-secret';
import { at, FAR, startUnusualFixture, type UnusualFixture } from './testing/unusual-fixture';

let fixture: UnusualFixture;
beforeEach(async () => {
  fixture = await startUnusualFixture();
});
afterEach(() => fixture.stop());

const principal = makePrincipal('api');
const rules = async () => (await fixture.found()).map(({ rule, secretId }) => [rule, secretId]);
const readOf = ({ secret }: ReturnType<UnusualFixture['secret']>, back: number) =>
  makeEvent({ secretId: secret.arn, region: secret.region, at: at(back), principal });

it('a first read is told once its hole before it is filled', async () => {
  const secret = fixture.secret('prod/hole');
  await fixture.list(secret);
  await fixture.cover(60, 5);
  await fixture.store([readOf(secret, 2)], { from: at(3), to: at(1), source: 'lookup-events' });
  await fixture.judge();
  await fixture.judge();
  expect(await rules()).toEqual([]);
  await fixture.cover(5, 3);
  await fixture.judge();
  expect(await rules()).toEqual([['first-read', secret.id]]);
});

it('a first read is told once its other regions are read as far', async () => {
  const primary = fixture.secret('prod/far');
  const replica = makeReplica({ ...primary, secret: { ...primary.secret, createdAt: at(300) } }, FAR.region);
  await fixture.list(primary);
  await fixture.listFar({ ...replica, observedAt: at(0) });
  await fixture.cover(60, 4);
  await fixture.cover(60, 0, FAR.id);
  await fixture.store([readOf(replica, 2)], null, FAR.id);
  await fixture.judge();
  expect(await rules()).toEqual([]);
  await fixture.cover(4, 0);
  await fixture.judge();
  expect(await rules()).toEqual([['first-read', replica.id]]);
});

it.each([2, 3, 50])('a read of its replica %i days ago, that comes late, takes it back', async (back) => {
  const primary = fixture.secret('prod/late');
  const replica = makeReplica(primary, FAR.region);
  await fixture.list(primary);
  await fixture.listFar({ ...replica, observedAt: at(0) });
  await fixture.cover(60);
  await fixture.cover(60, 0, FAR.id);
  await fixture.store([{ ...readOf(primary, 2), at: at(2, 1) }]);
  await fixture.judge();
  expect(await rules()).toEqual([['first-read', primary.id]]);
  await fixture.store([readOf(replica, back)], null, FAR.id);
  await fixture.judge();
  expect((await fixture.found({ secretId: primary.id })).filter(({ secretId }) => secretId === primary.id)).toEqual([]);
});
