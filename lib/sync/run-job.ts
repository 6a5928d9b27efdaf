import 'server-only';
import type { Job, PgBoss } from 'pg-boss';
import { AppError } from '@/lib/domain/errors';
import type { Log } from '@/lib/domain/ports/context';
import { findAsks, settleAsks } from './asks';
import { toBackOffSeconds } from './back-off';
import { toFailureFields } from './failure-fields';
import { ASKED, QUEUES, toJobData, type JobData, type JobKind } from './queues';
import { withKey } from './with-key';

/** What follows a job: the same again after so long, or (null) nothing, because it is done for good. */
export type Next =
  | ({ afterSeconds: number } & Partial<Pick<JobData, 'doneOn' | 'left' | 'listedAt' | 'listedBy' | 'begun'>>)
  | null;

export interface Slice extends JobData {
  /** Someone asked for this slice, so that it reads what is not due yet. */
  asked?: boolean;
  /** Whether jobs of this kind wait that could be done now; absent: none ever does. */
  othersWait?: () => Promise<boolean>;
}

/** One slice of a job. `signal` is aborted when the process stops or the job has been given to another worker. */
export type Handler = (data: Slice, signal: AbortSignal) => Promise<Next>;

/** The database comes back by itself, and its absence says nothing about the scope. */
const DATABASE_SECONDS = 2;
const isOfDatabase = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'unavailable' && error.problem === undefined;

async function isAnyReady(boss: PgBoss, kind: JobKind): Promise<boolean> {
  const [stats] = await boss.getQueueStats(kind);
  return (stats?.readyCount ?? 0) > 0;
}

interface Step {
  data: JobData | null;
  afterSeconds: number;
  /** What was asked before the slice began and has been answered by it. */
  answered: readonly string[];
}

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
  const answered = await findAsks(boss, kind, job.data.about);
  const signal = AbortSignal.any([job.signal, stopping]);
  let step: Step;
  try {
    const othersWait = async (): Promise<boolean> => isAnyReady(boss, kind);
    const next = await handler({ ...job.data, asked: answered.length > 0, othersWait }, signal);
    const { afterSeconds = 0, ...changed } = next ?? {};
    step = { data: next && { ...job.data, ...changed, failures: 0 }, afterSeconds, answered };
  } catch (error) {
    if (job.signal.aborted) return;
    // Cut off because the process stops: another goes on with it.
    if (stopping.aborted) step = { data: job.data, afterSeconds: 0, answered: [] };
    else step = { ...putOff(log, kind, job.data, error), answered };
  }
  await replaceJob(boss, kind, job, step);
}

function putOff(log: Log, kind: JobKind, data: JobData, error: unknown): Omit<Step, 'answered'> {
  const failures = isOfDatabase(error) ? data.failures : data.failures + 1;
  const afterSeconds = isOfDatabase(error) ? DATABASE_SECONDS : toBackOffSeconds(failures, QUEUES[kind].backOff);
  const about = { room: 'sync', kind, about: data.about, failures, afterSeconds };
  log.error({ ...about, ...toFailureFields(error) }, 'job failed');
  return { data: { ...data, failures }, afterSeconds };
}

/**
 * Ends this attempt and starts the next in one transaction, so that a process that dies leaves either
 * the old job or the new one. Where the job was taken from us meanwhile, its new owner goes on alone.
 */
async function replaceJob(
  boss: PgBoss,
  kind: JobKind,
  job: Job<JobData>,
  { data, afterSeconds, answered }: Step,
): Promise<void> {
  const { about } = job.data;
  const attempt = { id: job.id, retryCount: job.retryCount };
  if (data === null && QUEUES[kind].once) {
    await boss.complete(kind, attempt);
    if (answered.length > 0) await boss.deleteJob(ASKED, [...answered]);
    return;
  }
  await withKey(boss, kind, about, async (db) => {
    const ended: { affected?: number } = await boss.complete(kind, attempt, null, { db });
    if (ended.affected === 0) return;
    const again = await settleAsks(boss, kind, about, answered, db);
    const next = data ?? (again ? toJobData(about) : null);
    // Seconds from now on by the database's clock, not by ours.
    const startAfter = again ? 0 : afterSeconds;
    if (next) await boss.send(kind, next, { db, singletonKey: about, startAfter });
  });
}
