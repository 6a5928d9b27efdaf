import 'server-only';
import { createBoss } from './boss';
import { ASKED, ASKED_OPTIONS, JOB_KINDS, QUEUES } from './queues';

/** Makes or brings up to date pg-boss's schema and our queues, with the owner's connection. May be repeated. */
export async function migrateJobs(migrationUrl: string): Promise<void> {
  const boss = createBoss(migrationUrl, 'migrate', null);
  await boss.start();
  try {
    for (const kind of JOB_KINDS) {
      const { options } = QUEUES[kind];
      // `exclusive`: for each key one job waits or works, over all workers (pg-boss, queue policies).
      if (await boss.getQueue(kind)) await boss.updateQueue(kind, options);
      else await boss.createQueue(kind, { ...options, policy: 'exclusive' });
    }
    if (!(await boss.getQueue(ASKED))) await boss.createQueue(ASKED, ASKED_OPTIONS);
  } finally {
    await boss.stop({ graceful: false });
  }
}
