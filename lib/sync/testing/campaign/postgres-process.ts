import 'server-only';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log } from '@/lib/domain/ports/context';
import { keepPostgres } from '@/lib/runtime/keep-postgres';
import { findPostmaster } from '@/lib/runtime/postgres/postmaster';
import { bootstrapEmbedded, migrateDatabase, type Database } from '@/lib/runtime/prepare-database';

export interface KilledPostgres extends Database {
  killPostmaster(): Promise<void>;
  /** One of the processes that serve a connection, chosen by a number from 0 to 1; the server then restarts itself. */
  killBackend(which: number): Promise<void>;
  stop(): Promise<void>;
}

/** Numbers of the processes that serve our connections, by what PostgreSQL calls itself (`postgres: role database …`). */
async function findBackends(parent: number): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const [stat, command] = await Promise.all(
      ['stat', 'cmdline'].map((file) => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')),
    );
    const isChild = Number(/\) \w (\d+)/.exec(stat ?? '')?.[1]) === parent;
    if (isChild && / keyledger 127\.0\.0\.1/.test(command ?? '')) found.push(Number(name));
  }
  return found;
}

/** The embedded server exactly as the program keeps it, durable and started again when it dies. */
export async function startKilledPostgres(log: Log): Promise<KilledPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keyledger-campaign-'));
  await chmod(folder, 0o755);
  const dataDir = path.join(folder, 'data');
  await mkdir(dataDir);
  const server = await keepPostgres(dataDir, log);
  const database = await bootstrapEmbedded(server);
  await migrateDatabase(database);
  const postmaster = (): number | null => findPostmaster(path.join(server.place.folder, 'data'))?.pid ?? null;
  const kill = (pid: number | null | undefined): void => {
    if (pid) process.kill(pid, 'SIGKILL');
  };
  return {
    ...database,
    killPostmaster: async () => kill(postmaster()),
    async killBackend(which) {
      const backends = await findBackends(postmaster() ?? -1);
      kill(backends[Math.floor(which * backends.length)]);
    },
    async stop() {
      await server.stop();
      await rm(server.place.folder, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
