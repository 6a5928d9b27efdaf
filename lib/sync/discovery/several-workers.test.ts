import { afterEach, beforeEach, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import { toScopeId } from '@/lib/domain/scope';
import { createJobs } from '@/lib/sync/create-jobs';
import { FEW_REGIONS, startDiscoveryFixture, type DiscoveryFixture } from '@/lib/sync/testing/discovery-fixture';
import { spawnWorker, type SpawnedWorker } from '@/lib/sync/testing/spawn-worker';

let fixture: DiscoveryFixture;
let workers: SpawnedWorker[];
beforeEach(async () => {
  fixture = await startDiscoveryFixture();
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.killHard()));
  await fixture.stop();
});

const calls = (account: string, region: string, name: string): number =>
  [...(fixture.local.world.scopes.get(`${account}/${region}`)?.trail.live ?? [])].filter((one) => one.name === name)
    .length;

it('three workers at once look once, and every account is read to its end by one of them at a time', async () => {
  const { database, local, ctx } = fixture;
  workers = await Promise.all([1, 2, 3].map(async () => spawnWorker(database.appUrl, local.url, 3_600, 'discovering')));
  const wanted = [...local.world.accounts.keys()].flatMap((id) => FEW_REGIONS.map((region) => toScopeId(id, region)));
  await expect
    .poll(
      async () => {
        const health = await ctx.store.scopes.health(EVERYTHING);
        return health.filter(({ inventory }) => inventory.state === 'fresh').map(({ scope }) => scope.id).toSorted(); // prettier-ignore
      },
      { timeout: 100_000, interval: 500 },
    )
    .toEqual(wanted.toSorted());
  expect(calls('111122223333', 'us-east-1', 'ListAccounts')).toBe(1);
  for (const account of local.world.accounts.keys()) expect(calls(account, 'us-east-1', 'ListRegions')).toBe(1);

  // One dies while the others go on; what is asked for then is looked at by them.
  await workers[0]?.killHard();
  await fixture.control('organization', { account: '222233334444', left: true });
  const jobs = createJobs(database.appUrl);
  await jobs.start();
  await Promise.all([jobs.discover(), jobs.discover(), jobs.discover()]);
  await jobs.stop();
  const gone = async () =>
    (await ctx.store.scopes.conditions()).flatMap((one) => (one.gone ? [`${one.scope.id} ${one.gone.reason}`] : []));
  await expect
    .poll(gone, { timeout: 30_000, interval: 500 })
    .toEqual(FEW_REGIONS.map((region) => `${toScopeId('222233334444', region)} left`));
  const before = calls('222233334444', 'eu-west-1', 'ListSecrets');
  await expect.poll(async () => calls('111122223333', 'us-east-1', 'ListAccounts'), { timeout: 5_000 }).toBeLessThan(4);
  expect(calls('222233334444', 'eu-west-1', 'ListSecrets')).toBe(before);
}, 180_000);
