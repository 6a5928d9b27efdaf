import 'server-only';
import { sql } from 'drizzle-orm';
import type { BegunItem, WaveStore } from '@/lib/domain/ports/wave-store';
import { insertRuns } from '@/lib/store/acts/runs';
import type { RotationRun } from '@/lib/domain/run';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';
import { Broken, together } from '@/lib/store/together';
import { mayGoAlone } from '@/lib/store/to-database-error';
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

interface Turn {
  wave: string;
  item: BegunItem;
  run: RotationRun;
}
type Created = Awaited<ReturnType<WaveStore['createRun']>>;

/** Takes back what was written of a turn whose secret has a run already. */
const FOLLOWED = new Error('the secret has a run that goes on');

/** Of one wave. */
const createRuns = async (db: Queryable, id: string, turns: readonly Turn[]): Promise<readonly (Created | Broken)[]> =>
  db
    .transaction(async (tx) => {
      await lockWave(tx, id);
      const asked = JSON.stringify(turns.map(({ item }) => ({ secret_id: item.secretId, run_id: item.runId })));
      // From here on their runs tell of them, and nobody takes them over.
      const { rows } = await tx.execute<{ run_id: string }>(sql`
        update keyledger.wave_item i set taken_at = null
        from jsonb_to_recordset(${asked}::jsonb) as n (secret_id text, run_id text)
        where i.wave_id = ${id} and i.secret_id = n.secret_id and i.run_id = n.run_id and i.state = 'begun'
          and exists (select from keyledger.wave w where w.id = i.wave_id and w.state = 'running')
        returning i.run_id`);
      const taken = new Set(rows.map(({ run_id }) => run_id));
      const begun = turns.filter(({ item }) => taken.has(item.runId));
      if (!(await insertRuns(tx, begun.map(({ run }) => run)))) throw FOLLOWED; // prettier-ignore
      return turns.map(({ item }) => (taken.has(item.runId) ? 'created' : 'stopped'));
    })
    .catch(async (error: unknown) => {
      if (turns.length > 1 && (error === FOLLOWED || mayGoAlone(error))) return createEach(db, id, turns);
      // Of this transaction alone: what others of them wrote stands, and is told so.
      return turns.map(() => (error === FOLLOWED ? 'followed' : new Broken(error)));
    });

async function createEach(db: Queryable, id: string, turns: readonly Turn[]): Promise<readonly (Created | Broken)[]> {
  const created: (Created | Broken)[] = [];
  for (const turn of turns) created.push(...(await createRuns(db, id, [turn])));
  return created;
}

/** Turns of a wave are taken under the lock of its row: those that come at once under one. */
export function createRunsTogether(db: Queryable): WaveStore['createRun'] {
  const ask = together<Turn, Created>(async (turns) => {
    const outcomes = new Map<Turn, Created | Broken>();
    for (const [id, some] of Map.groupBy(turns, ({ wave }) => wave)) {
      const created = await createRuns(db, id, some);
      for (const [index, turn] of some.entries()) outcomes.set(turn, created[index] ?? 'stopped');
    }
    return turns.map((turn) => outcomes.get(turn) ?? 'stopped');
  });
  return async (wave, item, run) => ask({ wave, item, run });
}

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
