import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { grantJobs } from '@/lib/store/grant-jobs';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { createBoss } from './boss';
import { migrateJobs } from './migrate-jobs';
import { toJobData, type JobData } from './queues';
import { silentLog } from './testing/test-context';
import { workMany, type ManyWorker } from './work-many';

const KIND = 'run-watch';
const UNTIL = { timeout: 30_000, interval: 20 };

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrateJobs(database.ownerUrl);
  await grantJobs(database.ownerUrl, APP_ROLE);
});
afterAll(async () => database.stop());

let boss: PgBoss;
const workers: ManyWorker[] = [];
const never = new AbortController();
beforeEach(async () => {
  boss = createBoss(database.appUrl, 'work', silentLog);
  await boss.start();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop(5_000);
  await boss.deleteAllJobs(KIND);
  await boss.stop({ graceful: false });
});

const work = (handle: (job: Job<JobData>) => Promise<void>, { concurrency = 100, pollSeconds = 0.5 } = {}) => {
  const worker = workMany(boss, KIND, handle, { concurrency, pollSeconds, log: silentLog });
  workers.push(worker);
  return worker;
};
const complete = async ({ id, retryCount }: Job<JobData>): Promise<void> => {
  await boss.complete(KIND, { id, retryCount });
};
const send = async (...names: string[]) =>
  Promise.all(names.map(async (about) => boss.send(KIND, toJobData(about), { singletonKey: about })));
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `run-${at}`);

describe('a queue of many', { timeout: 60_000 }, () => {
  it('is worked beside one another, up to what one process does at once', async () => {
    let [working, most, done] = [0, 0, 0];
    await send(...many(60));
    work(
      async (job) => {
        most = Math.max(most, (working += 1));
        await sleep(200);
        await complete(job);
        working -= 1;
        done += 1;
      },
      { concurrency: 40, pollSeconds: 5 },
    );
    // Place that becomes free is filled without waiting for the poll.
    await vi.waitUntil(() => done === 60, { timeout: 4_500, interval: 20 });
    expect(most).toBe(40);
  });

  it('is looked at as soon as something was put into it', async () => {
    const seen: string[] = [];
    const worker = work(
      async (job) => {
        seen.push(job.data.about);
        await complete(job);
      },
      { pollSeconds: 60 },
    );
    await sleep(300);
    await send('now');
    worker.wake();
    await vi.waitUntil(() => seen.length === 1, { timeout: 10_000, interval: 20 });
    expect(seen).toEqual(['now']);
  });

  it('has each of two workers do what the other has not', async () => {
    const seen: string[] = [];
    const handle = async (job: Job<JobData>): Promise<void> => {
      seen.push(job.data.about);
      await complete(job);
    };
    await send(...many(50));
    work(handle, { concurrency: 7 });
    work(handle, { concurrency: 7 });
    await vi.waitUntil(() => seen.length >= 50, UNTIL);
    await sleep(700);
    expect(seen.toSorted()).toEqual(many(50).toSorted());
  });

  it('is held for as long as it takes, and given up where it was taken away', async () => {
    const begun: Job<JobData>[] = [];
    const handle = async (job: Job<JobData>): Promise<void> => {
      begun.push(job);
      await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
    };
    await send('long');
    work(handle);
    work(handle);
    await vi.waitUntil(() => begun.length === 1, UNTIL);
    // Longer than a job that nobody touches is left alone.
    await sleep(14_000);
    expect(begun).toHaveLength(1);
    const [{ id, signal } = { id: '', signal: never.signal }] = begun;
    await boss.deleteJob(KIND, id);
    await vi.waitUntil(() => signal.aborted, { timeout: 8_000, interval: 50 });
  });

  it('does again what could not be ended, and holds up nothing', async () => {
    const seen: string[] = [];
    await send('breaks', 'sound');
    work(async (job) => {
      seen.push(job.data.about);
      if (seen.filter((about) => about === 'breaks').length === 1 && job.data.about === 'breaks')
        throw new Error('the database was away');
      await complete(job);
    });
    await vi.waitUntil(() => seen.length === 3, UNTIL);
    expect(seen.toSorted()).toEqual(['breaks', 'breaks', 'sound']);
  });

  it('takes nothing more once it was stopped, and ends what is under way', async () => {
    let ended = 0;
    await send('first');
    const worker = work(async (job) => {
      await sleep(500);
      await complete(job);
      ended += 1;
    });
    await sleep(300);
    await Promise.all([worker.stop(5_000), send('second')]);
    expect(ended).toBe(1);
    await sleep(700);
    expect(ended).toBe(1);
    expect(await boss.findJobs(KIND, { key: 'second', queued: true })).toHaveLength(1);
  });
});
