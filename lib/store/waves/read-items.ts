import 'server-only';
import { sql } from 'drizzle-orm';
import type { Visibility } from '@/lib/domain/grant';
import type { StoredWaveItem, WaveStore } from '@/lib/domain/ports/wave-store';
import type { RunState } from '@/lib/domain/run';
import type { WaveDependency } from '@/lib/domain/wave/plan-order';
import type { WaveItemState } from '@/lib/domain/wave/wave';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, isOneOf, textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { ITEMS, STANDS, toDate } from './wave-rows';

interface ItemRow extends Record<string, unknown> {
  secret_id: string;
  rank: number;
  depth: number;
  name: string;
  environment: string;
  depends_on: WaveDependency[];
  stands: WaveItemState;
  why: string | null;
  run_id: string | null;
  run_state: RunState | null;
  run_message: string | null;
  begun_at: string | null;
  ended_at: string | null;
  secret: StoredWaveItem['secret'];
}

const toItem = (row: ItemRow, names: ReadonlyMap<string, string>): StoredWaveItem => ({
  secretId: row.secret_id,
  rank: row.rank,
  depth: row.depth,
  name: row.name,
  environment: row.environment,
  secret: row.secret,
  state: row.stands,
  why: row.run_message ?? row.why,
  run: row.run_id !== null && row.run_state !== null ? { id: row.run_id, state: row.run_state } : null,
  begunAt: toDate(row.begun_at),
  endedAt: toDate(row.ended_at),
  dependsOn: row.depends_on.flatMap((one) => {
    const name = names.get(one.id);
    return name === undefined ? [] : [{ ...one, name }];
  }),
});

export async function listItems(
  db: Queryable,
  visibility: Visibility,
  id: string,
  { state, limit, after }: Parameters<WaveStore['items']>[2],
): Promise<StoredWaveItem[]> {
  const seen = toPredicate(visibility, secretTable);
  const asked = state.length === 0 ? ALWAYS : sql`${STANDS} = any(${textArray(state)})`;
  const behind = after
    ? sql`(i.rank, i.depth, i.name, i.secret_id) > (${after.rank}::int, ${after.depth}::int, ${after.name}, ${after.secretId})`
    : ALWAYS;
  const { rows } = await db.execute<ItemRow>(sql`
    select i.secret_id, i.rank, i.depth, i.name, i.environment, i.depends_on, ${STANDS} as stands, i.why, i.run_id,
      r.state as run_state, r.message as run_message, i.begun_at, coalesce(i.ended_at, r.ended_at) as ended_at,
      jsonb_build_object('name', ${secretTable.name}, 'environment', ${secretTable.environment},
        'accountId', ${secretTable.accountId}, 'region', ${secretTable.region}) as secret
    from ${ITEMS} join ${secretTable} on ${secretTable.id} = i.secret_id
    where i.wave_id = ${id} and ${seen} and ${asked} and ${behind}
    order by i.rank, i.depth, i.name, i.secret_id limit ${limit}`);
  const ids = [...new Set(rows.flatMap((row) => row.depends_on.map((one) => one.id)))];
  const named = await db
    .select({ id: secretTable.id, name: secretTable.name })
    .from(secretTable)
    .where(sql`${isOneOf(secretTable.id, ids)} and ${seen}`);
  const names = new Map(named.map((one) => [one.id, one.name]));
  return rows.map((row) => toItem(row, names));
}
