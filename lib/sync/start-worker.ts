import 'server-only';
import type { LedgerDuties } from '@/lib/domain/ports/anchor-sink';
import type { SystemContext } from '@/lib/domain/ports/context';
import { createQuestionHandler } from './athena/answer-question';
import { createAthenaHandler } from './athena/sync-athena';
import { createBoss } from './boss';
import { createChangesHandler } from './changes/describe-changed';
import { countCalls } from './count-calls';
import { createDiscoveryHandler } from './discovery/discover-accounts';
import { createRegionsHandler } from './discovery/read-regions';
import { createHistoryHandler } from './history/sync-history';
import { createHousekeeper } from './housekeeping/keep-house';
import { onSchedule } from './inventory/on-schedule';
import { createInventoryHandler } from './inventory/sync-inventory';
import { createLedgerKeeper } from './ledger/keep-ledger';
import { createNotifyHandler, type Telling } from './notify/create-notify-handler';
import type { JobKind } from './queues';
import type { Handler } from './run-job';
import { createRunWatcher } from './run-watch/watch-run';
import { startSweep } from './sweep';
import { createTrailHandler } from './trail/sync-trail';
import { createRetentionHandler } from './retention/create-retention-handler';
import { createUnusualHandler } from './unusual/create-unusual-handler';
import { createVersionsHandler } from './versions/look-at-versions';
import { createRunEnds } from './wave/run-ends';
import { createWaveHandler, type FindStarter } from './wave/work-wave';
import { workQueues, type WorkedQueues } from './work-queues';

export interface WorkerOptions {
  databaseUrl: string;
  /** Roles that this installation assumes for reading; those for acts are known from the context. */
  ownRoleArns?: readonly string[];
  /** Absent: the chain is checked, and nothing of it goes outside. */
  ledger?: LedgerDuties;
  /** Absent: nothing is looked for, and nothing is sent anywhere. */
  telling?: Telling;
  /** Who waves go on as. Absent: nobody, so that each pauses. */
  findStarter?: FindStarter;
  /** How often a free worker looks for a job; half a second at least. */
  pollSeconds?: number;
  /** The longest wait for slices that are under way when the worker stops. */
  stopSeconds?: number;
}

const NO_DUTIES: LedgerDuties = {
  pace: { everyMinutes: 60, everyEntries: 1000 },
  signers: [],
  sinks: [],
  checkHours: 24,
  tell: null,
};

const nobody: FindStarter = async () => 'The worker does not know who people are.';

/**
 * Works all queues until `stop`. Any number of processes may do so on one database: for each scope and
 * kind one job at a time works, wherever.
 */
export async function startWorker(ctx: SystemContext, options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, ownRoleArns = [], ledger = NO_DUTIES, telling = null, findStarter = nobody } = options;
  const { pollSeconds = 1, stopSeconds = 10 } = options;
  const boss = createBoss(databaseUrl, 'work', ctx.log);
  await boss.start();
  const stopping = new AbortController();
  let queues: WorkedQueues | null = null;
  // A run that begins here is looked at at once.
  const beginning: SystemContext = {
    ...ctx,
    jobs: {
      ...ctx.jobs,
      async watchRun(runId) {
        await ctx.jobs.watchRun(runId);
        queues?.wake('run-watch');
      },
    },
  };
  const [watchRun, ends] = [createRunWatcher(ctx, ownRoleArns), createRunEnds()];
  const handlers: Record<JobKind, Handler> = {
    inventory: countCalls(ctx, onSchedule(ctx, createInventoryHandler(ctx))),
    history: countCalls(ctx, createHistoryHandler(ctx, ownRoleArns)),
    changes: countCalls(ctx, createChangesHandler(ctx)),
    versions: countCalls(ctx, createVersionsHandler(ctx)),
    athena: createAthenaHandler(ctx, ownRoleArns),
    'events-question': createQuestionHandler(ctx, ownRoleArns),
    trail: createTrailHandler(ctx, ownRoleArns),
    discovery: createDiscoveryHandler(ctx),
    regions: createRegionsHandler(ctx),
    'run-watch': async (...slice) => {
      const next = await watchRun(...slice);
      if (next === null) ends.tell();
      return next;
    },
    wave: createWaveHandler(beginning, findStarter, ends),
    housekeeping: createHousekeeper(ctx),
    ledger: createLedgerKeeper(ctx, ledger),
    notify: createNotifyHandler(ctx, telling),
    unusual: createUnusualHandler(ctx, telling?.isAgreed ?? (() => true)),
    retention: createRetentionHandler(ctx, telling?.isAgreed ?? (() => true)),
  };
  queues = await workQueues(boss, handlers, { log: ctx.log, pollSeconds, stopping: stopping.signal });
  const sweep = startSweep(boss, ctx);
  return {
    async stop() {
      stopping.abort(new Error('the worker stops'));
      sweep.stop();
      await queues?.stop(stopSeconds * 1000);
      await boss.stop({ graceful: true, timeout: stopSeconds * 1000 });
    },
  };
}
