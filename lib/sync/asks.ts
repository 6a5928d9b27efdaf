import 'server-only';
import type { Db, PgBoss } from 'pg-boss';
import { ASKED, toJobData, type JobKind } from './queues';
import { withKey } from './with-key';

const toKey = (kind: JobKind, about: string): string => `${kind} ${about}`;

/**
 * Makes the job of this kind and key run now: brings a waiting one forward, starts a missing one; one
 * that works is followed by another at once. What was asked is kept until a slice that began after it has ended.
 */
export async function askForJob(boss: PgBoss, kind: JobKind, about: string): Promise<void> {
  await withKey(boss, kind, about, async (db) => {
    await boss.send(ASKED, {}, { db, singletonKey: toKey(kind, about) });
    const { updated } = await boss.update(kind, undefined, { db, singletonKey: about, startAfter: 0 });
    if (updated === 0) await boss.send(kind, toJobData(about), { db, singletonKey: about });
  });
}

/** Ids of what has been asked of this key and not been answered yet. */
export async function findAsks(boss: PgBoss, kind: JobKind, about: string, db?: Db): Promise<string[]> {
  const asks = await boss.findJobs(ASKED, { key: toKey(kind, about), queued: true, ...(db ? { db } : {}) });
  return asks.map(({ id }) => id);
}

/** Takes away what a slice has answered; whether something was asked since. */
export async function settleAsks(
  boss: PgBoss,
  kind: JobKind,
  about: string,
  answered: readonly string[],
  db: Db,
): Promise<boolean> {
  if (answered.length > 0) await boss.deleteJob(ASKED, [...answered], { db });
  return (await findAsks(boss, kind, about, db)).length > 0;
}
