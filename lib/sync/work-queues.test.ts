import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { grantJobs } from '@/lib/store/grant-jobs';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { askForJob } from './asks';
import { createBoss } from './boss';
import { createJobs } from './create-jobs';
import { migrateJobs } from './migrate-jobs';
import { ASKED, JOB_KINDS, toJobData, type JobKind } from './queues';
import type { Handler } from './run-job';
import { workQueues } from './work-queues';

const silent = (): void => undefined;
const log = { info: silent, warn: silent, error: silent };
const done: Handler = async () => null;
const UNTIL = { timeout: 60_000, interval: 50 };

let database: TestDatabase;
const stopping = new AbortController();
const open: PgBoss[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrateJobs(database.ownerUrl);
  await grantJobs(database.ownerUrl, APP_ROLE);
});
afterAll(async () => database.stop());

async function openBoss(): Promise<PgBoss> {
  const boss = createBoss(database.appUrl, 'work', log);
  await boss.start();
  open.push(boss);
  return boss;
}

/** A worker with the rights of the app role alone. */
async function startTestWorker(handlers: Partial<Record<JobKind, Handler>>): Promise<PgBoss> {
  const boss = await openBoss();
  const all = {
    inventory: done,
    history: done,
    changes: done,
    versions: done,
    athena: done,
    'events-question': done,
    trail: done,
    discovery: done,
    regions: done,
    'run-watch': done,
    wave: done,
    housekeeping: done,
    ledger: done,
    notify: done,
    unusual: done,
    retention: done,
    ...handlers,
  };
  await workQueues(boss, all, { log, pollSeconds: 0.5, stopping: stopping.signal });
  return boss;
}

let sender: PgBoss;
beforeEach(async () => {
  sender = await openBoss();
});
afterEach(async () => {
  for (const boss of open.splice(0)) if (boss !== sender) await boss.stop({ graceful: true, timeout: 5_000 });
  for (const kind of [...JOB_KINDS, ASKED]) await sender.deleteAllJobs(kind);
  await sender.stop({ graceful: false });
});

const send = (kind: JobKind, about: string) => sender.send(kind, toJobData(about), { singletonKey: about });

describe('the queues', { timeout: 90_000 }, () => {
  it('can be migrated again', async () => {
    await expect(migrateJobs(database.ownerUrl)).resolves.toBeUndefined();
  });

  it('let one job a key work at a time, with two workers and many askers', async () => {
    let working = 0;
    let most = 0;
    let slices = 0;
    const slice: Handler = async () => {
      working += 1;
      most = Math.max(most, working);
      await sleep(30);
      working -= 1;
      slices += 1;
      return { afterSeconds: 0 };
    };
    await startTestWorker({ history: slice });
    await startTestWorker({ history: slice });
    await Promise.all(Array.from({ length: 20 }, () => send('history', 'a')));
    await vi.waitUntil(() => slices >= 6, UNTIL);
    await Promise.all(Array.from({ length: 20 }, () => askForJob(sender, 'history', 'a')));
    await vi.waitUntil(() => slices >= 10, UNTIL);
    expect(most).toBe(1);
  });

  it('let other keys work beside one that takes long', async () => {
    const seen = new Set<string>();
    const release = new AbortController();
    await startTestWorker({
      history: async ({ about }, signal) => {
        seen.add(about);
        if (about === 'slow')
          await new Promise((resolve) => AbortSignal.any([signal, release.signal]).addEventListener('abort', resolve));
        return null;
      },
    });
    await send('history', 'slow');
    await vi.waitUntil(() => seen.has('slow'), UNTIL);
    await Promise.all(['b', 'c', 'd'].map((about) => send('history', about)));
    await vi.waitUntil(() => seen.size === 4, UNTIL);
    expect([...seen].toSorted()).toEqual(['b', 'c', 'd', 'slow']);
    release.abort();
  });

  it('put a failing key off without holding up the others', async () => {
    const seen: string[] = [];
    await startTestWorker({
      inventory: async ({ about }) => {
        seen.push(about);
        if (about === 'broken') throw new Error('AWS said no');
        return { afterSeconds: 0 };
      },
    });
    await send('inventory', 'broken');
    await send('inventory', 'sound');
    await vi.waitUntil(() => seen.filter((about) => about === 'sound').length >= 4, UNTIL);
    expect(seen.filter((about) => about === 'broken')).toHaveLength(1);
    const [waiting] = await sender.findJobs<{ failures: number }>('inventory', { key: 'broken', queued: true });
    expect(waiting?.data.failures).toBe(1);
    expect((waiting?.startAfter.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);
  });

  it('bring a job that waits forward when someone asks, and keep what it carries', async () => {
    const seen: unknown[] = [];
    await startTestWorker({
      inventory: async (data) => {
        seen.push(data);
        return { afterSeconds: 3_600, doneOn: '2026-11-23' };
      },
    });
    await send('inventory', 'a');
    await vi.waitUntil(() => seen.length === 1, UNTIL);
    await vi.waitUntil(
      async () => (await sender.findJobs('inventory', { key: 'a', queued: true })).length === 1,
      UNTIL,
    );
    const jobs = createJobs(database.appUrl);
    await jobs.start();
    await jobs.requestSync('a');
    await jobs.stop();
    await vi.waitUntil(() => seen.length === 2, UNTIL);
    expect(seen[1]).toMatchObject({ ...toJobData('a'), doneOn: '2026-11-23', asked: true });
  });

  it('run once more after a slice during which someone asked, and then no more', async () => {
    const seen: unknown[] = [];
    const release = new AbortController();
    await startTestWorker({
      history: async ({ about, asked }) => {
        seen.push([about, asked]);
        if (seen.length === 1) await new Promise((resolve) => release.signal.addEventListener('abort', resolve));
        return { afterSeconds: 3_600 };
      },
    });
    await send('history', 'a');
    await vi.waitUntil(() => seen.length === 1, UNTIL);
    await Promise.all([askForJob(sender, 'history', 'a'), askForJob(sender, 'history', 'a')]);
    release.abort();
    await vi.waitUntil(() => seen.length === 2, UNTIL);
    await vi.waitUntil(async () => (await sender.findJobs('history', { key: 'a', queued: true })).length === 1, UNTIL);
    expect(seen).toEqual([
      ['a', false],
      ['a', true],
    ]);
    const [waiting] = await sender.findJobs('history', { key: 'a', queued: true });
    expect((waiting?.startAfter.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_000_000);
    await expect(sender.findJobs(ASKED, { queued: true })).resolves.toEqual([]);
  });

  it('never lose what is asked at the moment at which a slice ends', async () => {
    let slices = 0;
    let answered = 0;
    await startTestWorker({
      inventory: async ({ asked }) => {
        slices += 1;
        if (asked) answered = slices;
        return { afterSeconds: 3_600 };
      },
    });
    for (let round = 1; round <= 10; round += 1) {
      const before = slices;
      await askForJob(sender, 'inventory', 'a');
      // The next ask meets the job in whatever state it then is.
      await vi.waitUntil(() => slices > before, { timeout: 30_000, interval: 1 });
      expect(answered).toBe(slices);
    }
  });

  it('do not hold the database’s absence against a scope', async () => {
    let slices = 0;
    await startTestWorker({
      inventory: async () => {
        slices += 1;
        if (slices === 1) throw new AppError('unavailable', 'The database cannot be reached.');
        return { afterSeconds: 3_600 };
      },
    });
    await send('inventory', 'a');
    await vi.waitUntil(() => slices === 2, { timeout: 15_000, interval: 50 });
    const [waiting] = await vi.waitUntil(async () => {
      const jobs = await sender.findJobs<{ failures: number }>('inventory', { key: 'a', queued: true });
      return jobs.length === 1 ? jobs : null;
    }, UNTIL);
    expect(waiting?.data.failures).toBe(0);
  });

  it('end for good where a handler says so', async () => {
    let slices = 0;
    await startTestWorker({
      'run-watch': async () => {
        slices += 1;
        return slices < 3 ? { afterSeconds: 0 } : null;
      },
    });
    await send('run-watch', 'run');
    await vi.waitUntil(() => slices === 3, UNTIL);
    await vi.waitUntil(
      async () => (await sender.findJobs('run-watch', { key: 'run' }))[0]?.state === 'completed',
      UNTIL,
    );
    expect(slices).toBe(3);
  });
});
