import 'server-only';
import type { PgBoss } from 'pg-boss';
import { toJobData, type JobKind } from './queues';

/** Makes the job of this kind and key run now: brings a waiting one forward, starts a missing one, leaves a working one alone. */
export async function askForJob(boss: PgBoss, kind: JobKind, about: string): Promise<void> {
  const { updated } = await boss.update(kind, undefined, { singletonKey: about, startAfter: new Date() });
  if (updated === 0) await boss.send(kind, toJobData(about), { singletonKey: about });
}
