import 'server-only';
import type { Job, PgBoss } from 'pg-boss';
import type { Log } from '@/lib/domain/ports/context';
import { JOB_KINDS, QUEUES, type JobData, type JobKind } from './queues';
import { runJob, type Handler } from './run-job';
import { workMany, type ManyWorker } from './work-many';

interface HowToWork {
  log: Log;
  pollSeconds: number;
  stopping: AbortSignal;
}

export interface WorkedQueues {
  /** Something was put into this queue just now. Of those that take one at a time the poll finds it. */
  wake(kind: JobKind): void;
  /** Before pg-boss itself is stopped. */
  stop(milliseconds: number): Promise<void>;
}

/** Works our queues, each with the number of jobs at once that it is set to. */
export async function workQueues(
  boss: PgBoss,
  handlers: Record<JobKind, Handler>,
  { log, pollSeconds, stopping }: HowToWork,
): Promise<WorkedQueues> {
  const many = new Map<JobKind, ManyWorker>();
  for (const kind of JOB_KINDS) {
    const { concurrency, many: isMany } = QUEUES[kind];
    const run = async (job: Job<JobData>) => runJob(boss, log, kind, job, handlers[kind], stopping);
    if (isMany) {
      many.set(kind, workMany(boss, kind, run, { concurrency, pollSeconds, log }));
      continue;
    }
    const how = { localConcurrency: concurrency, pollingIntervalSeconds: pollSeconds };
    await boss.work<JobData>(kind, how, async ([job]) => {
      if (job) await run(job);
    });
  }
  return {
    wake: (kind) => many.get(kind)?.wake(),
    async stop(milliseconds) {
      await Promise.all([...many.values()].map(async (worker) => worker.stop(milliseconds)));
    },
  };
}
