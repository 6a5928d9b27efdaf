import 'server-only';
import { sql } from 'drizzle-orm';
import type { BegunItem, WaveStore } from '@/lib/domain/ports/wave-store';
import { createRunStore } from '@/lib/store/acts/runs';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';
import { UNASKED } from './work-wave';

const isIt = (id: string, { secretId, runId }: BegunItem) =>
  sql`i.wave_id = ${id} and i.secret_id = ${secretId} and i.run_id = ${runId} and i.state = 'begun'`;

export async function isTurn(db: Queryable, id: string, item: BegunItem): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    select from keyledger.wave_item i join keyledger.wave w on w.id = i.wave_id and w.state = 'running' where ${isIt(id, item)}`);
  return rowCount === 1;
}

/** Steps, stops and turns of one wave come one after the other; what is read next is as the one before left it. */
async function lockWave(tx: Queryable, id: string): Promise<void> {
  await tx.execute(sql`select from keyledger.wave where id = ${id} for update`);
}

/** Takes back what was written of a turn whose secret has a run already. */
const FOLLOWED = new Error('the secret has a run that goes on');

export const createRun = async (db: Queryable, ...[id, item, run]: Parameters<WaveStore['createRun']>) =>
  db
    .transaction(async (tx) => {
      await lockWave(tx, id);
      // From here on its run tells of it, and nobody takes it over.
      const { rowCount } = await tx.execute(sql`
        update keyledger.wave_item i set taken_at = null
        where ${isIt(id, item)} and exists (select from keyledger.wave w where w.id = i.wave_id and w.state = 'running')`);
      if (rowCount === 0) return 'stopped';
      if (!(await createRunStore(tx).create(run))) throw FOLLOWED;
      return 'created';
    })
    .catch((error: unknown) => {
      if (error === FOLLOWED) return 'followed' as const;
      throw error;
    });

const REFUSED = sql`exists (select from keyledger.rotation_run r where r.id = i.run_id and r.state = 'failed')`;

/** In a wave that was aborted meanwhile nothing waits. */
export const giveBack = async (
  db: Queryable,
  ...[id, item, { why, isRefused, isTry }]: Parameters<WaveStore['giveBack']>
): Promise<void> =>
  db.transaction(async (tx) => {
    await lockWave(tx, id);
    await tx.execute(sql`
      update keyledger.wave_item i set run_id = null, begun_at = null, taken_at = null, tries = tries + ${isTry ? 1 : 0},
        why = ${toStorable(why)}, ended_at = w.ended_at,
        state = case when w.state = 'aborted' then 'skipped' else 'waiting' end
      from keyledger.wave w where w.id = i.wave_id and ${isIt(id, item)} and ${isRefused ? REFUSED : UNASKED}`);
  });

export const settle = async (
  db: Queryable,
  ...[id, item, { state, why, at }]: Parameters<WaveStore['settle']>
): Promise<void> =>
  db.transaction(async (tx) => {
    await lockWave(tx, id);
    await tx.execute(sql`
      update keyledger.wave_item i set state = ${state}, why = ${toStorable(why)}, run_id = null, taken_at = null,
        ended_at = ${at.toISOString()}::timestamptz
      where ${isIt(id, item)} and ${UNASKED}`);
  });
