import 'server-only';
import { sql } from 'drizzle-orm';
import type { BegunItem, WaveStarter, WorkedWave } from '@/lib/domain/ports/wave-store';
import type { WaveState } from '@/lib/domain/wave/wave';
import type { Queryable } from '@/lib/store/connect';

interface BegunRow extends Record<string, unknown> {
  secret_id: string;
  run_id: string;
  tries: number;
}
export const toBegun = (row: BegunRow): BegunItem => ({ secretId: row.secret_id, runId: row.run_id, tries: row.tries });

/** Taken, and of no run: the run stands before AWS is asked, so that AWS was not. */
export const UNASKED = sql`i.state = 'begun' and i.taken_at is not null and not exists (select from keyledger.rotation_run r where r.id = i.run_id)`;

/** Those that run, and those that were stopped while something of them was taken. */
export async function listRunning(db: Queryable): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from keyledger.wave where state = 'running'
    union select i.wave_id from keyledger.wave_item i where ${UNASKED}`);
  return rows.map(({ id }) => id);
}

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  state: WaveState;
  starter: WaveStarter | null;
  reason: string | null;
  typed_name: boolean;
  since: string;
}

export async function findWorked(db: Queryable, id: string): Promise<WorkedWave | null> {
  const { rows } = await db.execute<Row>(
    sql`select id, name, state, starter, reason, typed_name, counts_from as since from keyledger.wave where id = ${id}`,
  );
  const [row] = rows;
  if (!row?.starter) return null;
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    starter: row.starter,
    reason: row.reason,
    typedName: row.typed_name,
    since: new Date(row.since),
  };
}

export async function takeOver(db: Queryable, id: string, before: Date, now: Date): Promise<BegunItem[]> {
  const { rows } = await db.execute<BegunRow>(sql`
    update keyledger.wave_item i set taken_at = ${now.toISOString()}::timestamptz
    where i.wave_id = ${id} and i.taken_at < ${before.toISOString()}::timestamptz and ${UNASKED}
    returning i.secret_id, i.run_id, i.tries`);
  return rows.map(toBegun);
}
