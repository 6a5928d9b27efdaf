import 'server-only';
import type { Job, PgBoss } from 'pg-boss';
import type { Log } from '@/lib/domain/ports/context';
import { toBackOffSeconds } from './back-off';
import { QUEUES, type JobData, type JobKind } from './queues';

/** What follows a job: the same again after so long, or (null) nothing, because it is done for good. */
export type Next = ({ afterSeconds: number } & Partial<Pick<JobData, 'doneOn' | 'left'>>) | null;

/** One slice of a job. `signal` is aborted when the process stops or the job has been given to another worker. */
export type Handler = (data: JobData, signal: AbortSignal) => Promise<Next>;

/**
 * Does one slice and replaces the job by the next one. A failure is logged and put off, never thrown:
 * each scope's failures count for themselves.
 */
export async function runJob(
  boss: PgBoss,
  log: Log,
  kind: JobKind,
  job: Job<JobData>,
  handler: Handler,
  stopping: AbortSignal,
): Promise<void> {
  const { about, failures, ...daily } = job.data;
  const signal = AbortSignal.any([job.signal, stopping]);
  try {
    const next = await handler(job.data, signal);
    const { afterSeconds = 0, ...changed } = next ?? {};
    await replaceJob(boss, kind, job, next && { ...daily, ...changed, about, failures: 0 }, afterSeconds);
  } catch (error) {
    if (job.signal.aborted) return;
    // Cut off because the process stops: another goes on with it.
    if (stopping.aborted) return await replaceJob(boss, kind, job, job.data, 0);
    const message = error instanceof Error ? error.message : 'unknown';
    const afterSeconds = toBackOffSeconds(failures + 1, QUEUES[kind].backOff);
    log.error({ room: 'sync', kind, about, failures: failures + 1, error: message, afterSeconds }, 'job failed');
    await replaceJob(boss, kind, job, { ...job.data, failures: failures + 1 }, afterSeconds);
  }
}

/**
 * Ends this attempt and starts the next in one transaction, so that a process that dies leaves either
 * the old job or the new one. Where the job was taken from us meanwhile, its new owner goes on alone.
 */
async function replaceJob(
  boss: PgBoss,
  kind: JobKind,
  job: Job<JobData>,
  data: JobData | null,
  afterSeconds: number,
): Promise<void> {
  const transaction = await boss.getDb().beginTransaction?.();
  if (!transaction) throw new Error('the job database has no transactions');
  const { db } = transaction;
  try {
    const ended: { affected?: number } = await boss.complete(kind, { id: job.id, retryCount: job.retryCount }, null, {
      db,
    });
    if (data !== null && ended.affected !== 0)
      await boss.send(kind, data, {
        db,
        singletonKey: data.about,
        startAfter: new Date(Date.now() + afterSeconds * 1000),
      });
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
