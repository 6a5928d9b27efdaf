import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import { createBoss } from './boss';
import { createHistoryHandler } from './history/sync-history';
import { createHousekeeper } from './housekeeping/keep-house';
import { createInventoryHandler } from './inventory/sync-inventory';
import type { JobKind } from './queues';
import type { Handler } from './run-job';
import { createRunWatcher } from './run-watch/watch-run';
import { startSweep } from './sweep';
import { workQueues } from './work-queues';

export interface WorkerOptions {
  databaseUrl: string;
  /** Roles that this installation assumes for reading; those for acts are known from the context. */
  ownRoleArns?: readonly string[];
  /** How often a free worker looks for a job; half a second at least. */
  pollSeconds?: number;
  /** The longest wait for slices that are under way when the worker stops. */
  stopSeconds?: number;
}

/**
 * Works all queues until `stop`. Any number of processes may do so on one database: for each scope and
 * kind one job at a time works, wherever.
 */
export async function startWorker(ctx: SystemContext, options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, ownRoleArns = [], pollSeconds = 1, stopSeconds = 10 } = options;
  const boss = createBoss(databaseUrl, 'work', ctx.log);
  await boss.start();
  const stopping = new AbortController();
  const handlers: Record<JobKind, Handler> = {
    inventory: createInventoryHandler(ctx),
    history: createHistoryHandler(ctx, ownRoleArns),
    'run-watch': createRunWatcher(ctx, ownRoleArns),
    housekeeping: createHousekeeper(ctx),
  };
  await workQueues(boss, handlers, { log: ctx.log, pollSeconds, stopping: stopping.signal });
  const sweep = startSweep(boss, ctx);
  return {
    async stop() {
      stopping.abort(new Error('the worker stops'));
      sweep.stop();
      await boss.stop({ graceful: true, timeout: stopSeconds * 1000 });
    },
  };
}
