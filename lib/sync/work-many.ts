import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, PgBoss } from 'pg-boss';
import type { Log } from '@/lib/domain/ports/context';
import { HEARTBEAT_SECONDS, type JobData, type JobKind } from './queues';

interface HowToWork {
  /** Jobs at once in this process. */
  concurrency: number;
  pollSeconds: number;
  log: Log;
}

export interface ManyWorker {
  /** Something was put into the queue just now, or place became free: it is looked at without waiting for the poll. */
  wake(): void;
  /** Takes nothing more, and waits so long at most for what is under way; what is left then is another's once it is untouched. */
  stop(milliseconds: number): Promise<void>;
}

/** Between two looks, however many ask for one. */
const LEAST_MS = 50;

interface Held {
  job: Job<JobData>;
  claim: AbortController;
  ended: Promise<void>;
}

/**
 * Works one queue of many small jobs: one look takes as many as there is room for, where a pg-boss of so many workers would
 * have each of them look by itself. Each job is for itself as there: held by touching it, and given up where it was taken away.
 */
export function workMany(
  boss: PgBoss,
  kind: JobKind,
  handle: (job: Job<JobData>) => Promise<void>,
  { concurrency, pollSeconds, log }: HowToWork,
): ManyWorker {
  const held = new Map<string, Held>();
  const stopping = new AbortController();
  /** The last look took all that there was room for, so that others may wait. */
  let others = false;
  let woken = Promise.withResolvers<void>();
  const wake = (): void => woken.resolve();
  const say = (error: unknown, what: string): void => {
    if (stopping.signal.aborted) return;
    const message = error instanceof Error ? error.message : 'unknown';
    log.error({ room: 'sync', kind, error: message }, what);
  };

  async function work(job: Job<JobData>): Promise<void> {
    try {
      await handle(job);
    } catch (error) {
      say(error, 'a job could not be ended; it is done again');
      // Where the database is away the job is untouched from now on, which comes to the same.
      const { id, retryCount } = job;
      await boss.fail(kind, { id, retryCount }).catch(() => undefined);
    } finally {
      held.delete(job.id);
      if (others) wake();
    }
  }

  async function look(): Promise<void> {
    const free = concurrency - held.size;
    if (free <= 0) return;
    const jobs = await boss.fetch<JobData>(kind, { batchSize: free });
    others = jobs.length === free;
    for (const job of jobs) {
      const claim = new AbortController();
      const mine: Held = { job, claim, ended: Promise.resolve() };
      held.set(job.id, mine);
      mine.ended = work({ ...job, signal: claim.signal });
    }
  }

  async function touch(): Promise<void> {
    const mine = [...held.values()].filter(({ claim }) => !claim.signal.aborted);
    if (mine.length === 0) return;
    const touched: { settled?: string[] } = await boss.touch(
      kind,
      mine.map(({ job: { id, retryCount } }) => ({ id, retryCount })),
    );
    const still = new Set(touched.settled ?? mine.map(({ job }) => job.id));
    for (const { job, claim } of mine)
      if (!still.has(job.id)) claim.abort(new Error(`the job ${job.id} is another worker's now`));
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      woken = Promise.withResolvers<void>();
      await look().catch((error: unknown) => say(error, 'jobs could not be looked for'));
      await sleep(LEAST_MS);
      const slept = new AbortController();
      const pause = sleep(pollSeconds * 1000 - LEAST_MS, undefined, { signal: slept.signal }).catch(() => undefined);
      await Promise.race([pause, woken.promise]);
      slept.abort();
    }
  }

  const touching = setInterval(
    () => void touch().catch((error: unknown) => say(error, 'jobs could not be held')),
    (HEARTBEAT_SECONDS * 1000) / 2,
  );
  const polling = poll();
  return {
    wake,
    async stop(milliseconds) {
      stopping.abort();
      wake();
      await polling;
      const late = new AbortController();
      const ended = Promise.all([...held.values()].map((one) => one.ended));
      await Promise.race([ended, sleep(milliseconds, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      clearInterval(touching);
    },
  };
}
