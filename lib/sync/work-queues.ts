import 'server-only';
import type { PgBoss } from 'pg-boss';
import type { Log } from '@/lib/domain/ports/context';
import { JOB_KINDS, QUEUES, type JobData, type JobKind } from './queues';
import { runJob, type Handler } from './run-job';

interface HowToWork {
  log: Log;
  pollSeconds: number;
  stopping: AbortSignal;
}

/** Lets a pg-boss work our queues, each with the number of jobs at once that it is set to. */
export async function workQueues(
  boss: PgBoss,
  handlers: Record<JobKind, Handler>,
  { log, pollSeconds, stopping }: HowToWork,
): Promise<void> {
  for (const kind of JOB_KINDS) {
    const how = { localConcurrency: QUEUES[kind].concurrency, pollingIntervalSeconds: pollSeconds };
    await boss.work<JobData>(kind, how, async ([job]) => {
      if (job) await runJob(boss, log, kind, job, handlers[kind], stopping);
    });
  }
}
