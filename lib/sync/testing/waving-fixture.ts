import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { waving } from '@/lib/services/testing/waving';
import { startWorker } from '@/lib/sync/start-worker';
import type { FindStarter } from '@/lib/sync/wave/work-wave';
import { asAdmin } from './as-admin';

export interface WavingFixture {
  world: ServicesWorld;
  wave: ReturnType<typeof waving>;
  /** Starts a worker, beside those that are at work. */
  work: (findStarter?: FindStarter) => Promise<void>;
  rest: () => Promise<void>;
}

/** A world whose answers take a while, so that turns of a wave overlap, and which nothing but waves asks. */
export async function startWavingFixture(): Promise<WavingFixture> {
  const workers: { stop(): Promise<void> }[] = [];
  const world = await startServicesWorld({
    local: { latencyMs: 40 },
    config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 },
  });
  return {
    world,
    wave: waving(world),
    work: async (findStarter = asAdmin) => {
      workers.push(await startWorker(world.ctx, { databaseUrl: world.database.appUrl, pollSeconds: 0.5, findStarter }));
    },
    rest: async () => {
      for (const worker of workers.splice(0)) await worker.stop();
    },
  };
}
