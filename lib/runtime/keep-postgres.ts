import 'server-only';
import type { Log } from '@/lib/domain/ports/context';
import { startPostgres, type RunningPostgres } from './postgres/start-postgres';

/** The embedded server, started anew when it dies. On the same port: the other processes only wait for it. */
export async function keepPostgres(dataDir: string, log: Log): Promise<RunningPostgres> {
  const first = await startPostgres(dataDir);
  let running = first;
  let stopping = false;

  async function watch(): Promise<void> {
    await running.ended;
    if (stopping) return;
    log.error({ kind: 'postgres' }, 'the embedded database ended; started again');
    running = await startPostgres(dataDir);
    if (running.port !== first.port) throw new Error('the port of the embedded database was taken');
    await watch();
  }
  const watching = watch().catch((error: unknown) => {
    log.error({ error }, 'the embedded database cannot be started again');
    // Without a database there is nothing to supervise: everything is ended in order.
    process.kill(process.pid, 'SIGTERM');
  });

  return {
    ...first,
    async stop() {
      stopping = true;
      const current = running;
      await current.stop();
      // A start may have been under way meanwhile.
      if (running !== current) await running.stop();
      await watching;
    },
  };
}
