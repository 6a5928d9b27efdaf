import 'server-only';
import type { LocalAws } from '@/lib/local-aws/start';
import type { SpawnedEntry } from '@/lib/sync/testing/spawn-entry';
import { spawnEntry } from '@/lib/sync/testing/spawn-entry';
import { spawnWorker } from '@/lib/sync/testing/spawn-worker';
import type { KilledPostgres } from './postgres-process';

export type Victim = 'worker' | 'other worker' | 'acting' | 'postmaster' | 'backend';
const VICTIMS: readonly Victim[] = ['worker', 'acting', 'backend', 'other worker', 'postmaster'];

export interface Campaign {
  /** Kills one process, starts it again, and says which it was. */
  strike(): Promise<Victim>;
  /** Nobody acts any more; the workers go on. */
  stopActing(): Promise<void>;
  stop(): Promise<void>;
}

/** Two workers and one process that acts for people, over one database; each is started again when it was killed. */
export async function startCampaign(
  database: KilledPostgres,
  local: LocalAws,
  random: () => number,
): Promise<Campaign> {
  const start: Record<Exclude<Victim, 'postmaster' | 'backend'>, () => Promise<SpawnedEntry>> = {
    worker: async () => spawnWorker(database.url, local.url, 2),
    'other worker': async () => spawnWorker(database.url, local.url, 2),
    acting: async () => spawnEntry('campaign/acting-process.ts', [database.url, local.url]),
  };
  const names = ['worker', 'other worker', 'acting'] as const;
  type Name = (typeof names)[number];
  const running = new Map<Name, Promise<SpawnedEntry>>();
  let strikes = 0;
  let isOver = false;

  /** A database that is away when it starts ends a process; the supervisor tries again, and so does this. */
  async function launch(name: Name, tries = 1): Promise<SpawnedEntry> {
    try {
      return await start[name]();
    } catch (error) {
      if (tries >= 20 || isOver) throw error;
      return launch(name, tries + 1);
    }
  }
  const keep = (name: Name): void => {
    const launched = launch(name);
    // Who waits for it hears of a failure; until then it must not end the test.
    launched.catch(() => undefined);
    running.set(name, launched);
  };

  async function killHard(name: Name): Promise<void> {
    await (await running.get(name))?.killHard();
  }

  /** Whatever fell with the database. */
  async function raiseFallen(): Promise<void> {
    for (const name of names) {
      const entry = await running.get(name);
      if (entry && (entry.process.exitCode !== null || entry.process.signalCode !== null)) keep(name);
    }
  }

  for (const name of names) keep(name);
  await Promise.all(running.values());
  return {
    async strike() {
      // Each victim has its turn before chance decides, so that a short campaign meets all of them.
      const turn = strikes < VICTIMS.length ? strikes : Math.floor(random() * VICTIMS.length);
      const victim = VICTIMS[turn] ?? 'worker';
      strikes += 1;
      await raiseFallen();
      if (victim === 'postmaster') await database.killPostmaster();
      else if (victim === 'backend') await database.killBackend(random());
      else {
        await killHard(victim);
        keep(victim);
      }
      return victim;
    },
    async stopActing() {
      await raiseFallen();
      await killHard('acting');
    },
    async stop() {
      isOver = true;
      await Promise.all(names.map(async (name) => killHard(name)));
    },
  };
}
