import { afterAll, beforeAll, expect, it } from 'vitest';
import { PERSONAS, type Grant } from '@/lib/domain/grant';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { waving } from '@/lib/services/testing/waving';
import { withClient } from '@/lib/store/migrate/with-client';
import { exportWave } from './export-wave';
import { startWave } from './start-wave';
import { steerWave } from './steer-wave';

const DEV = 'dev/payments/db';
const PROD = 'prod/payments/db';
const LEFT_OUT = 'Left out: whoever drafted the wave does not have secret.rotate on it.';

let world: ServicesWorld;
let wave: ReturnType<typeof waving>;
beforeAll(async () => {
  world = await startServicesWorld();
  wave = waving(world);
});
afterAll(() => world.stop());

it('a draft names what its person sees and may not rotate as left out, also in its report', async () => {
  const notProd: Grant = { permission: 'secret.rotate', effect: 'deny', where: { environments: ['prod'] } };
  const some = world.as('admin', { grants: [...PERSONAS.admin, notProd] });
  const draft = await wave.draft(some, [PROD, DEV]);
  expect(draft).toMatchObject({
    counts: { waiting: 1, skipped: 1 },
    dryRun: { ready: 1, blocked: 0 },
    asks: { typedName: false },
  });
  expect(await wave.items(some, draft.id)).toMatchObject([
    { secret: { name: DEV }, state: 'waiting', why: null, preflight: { ready: true } },
    { secret: { name: PROD }, state: 'skipped', why: LEFT_OUT, preflight: null },
  ]);
  await startWave(some, { id: draft.id, input: {} });
  let report = '';
  for await (const part of await exportWave(some, { id: draft.id, format: 'csv', refresh: async () => some }))
    report += part;
  expect(report.split('\r\n').filter((line) => line.includes(LEFT_OUT))).toEqual([expect.stringContaining(PROD)]);
  await steerWave(some, { id: draft.id, input: { to: 'aborted' } });
});

it('what nobody started is forgotten with time, and who a wave that ended rotated as', async () => {
  const admin = world.as('admin');
  const left = await wave.draft(admin, [DEV]);
  const aborted = await wave.draft(admin, [DEV]);
  await steerWave(admin, { id: aborted.id, input: { to: 'aborted' } });
  const ended = await wave.start(admin, [DEV]);
  await steerWave(admin, { id: ended, input: { to: 'aborted' } });
  const going = await wave.start(admin, [DEV]);
  const known = async () =>
    withClient(world.database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ id: string; known: boolean }>(
        'select id, starter is not null as known from keyledger.wave where id = any($1)',
        [[left.id, aborted.id, ended, going]],
      );
      return Object.fromEntries(rows.map((row) => [row.id, row.known]));
    });
  await world.ctx.store.waves.forget(new Date(Date.now() - 60_000));
  expect(await known()).toEqual({ [left.id]: false, [aborted.id]: false, [ended]: true, [going]: true });
  await world.ctx.store.waves.forget(new Date(Date.now() + 60_000));
  expect(await known()).toEqual({ [ended]: false, [going]: true });
});
