import 'server-only';
import { sql } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { FoundWave, SeenWave, WaveCounts, WaveOrigin, WaveStore } from '@/lib/domain/ports/wave-store';
import type { WaveItemState } from '@/lib/domain/wave/wave';
import type { Queryable } from '@/lib/store/connect';
import { seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS, textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { COUNTS, ITEMS, STANDS, toCounts, toWave, type WaveRow } from './wave-rows';

interface SeenRow extends WaveRow {
  origin: WaveOrigin;
  whole: boolean;
}

/** All of the wave's secrets are in sight; where it was made of reads, their history too. Over `w`. */
const isWhole = (
  sight: Sight,
) => sql`not exists (select from keyledger.wave_item i join ${secretTable} on ${secretTable.id} = i.secret_id
  where i.wave_id = w.id and not (${toPredicate(sight.inventory, secretTable)}
    and (w.origin ->> 'kind' in ('ids', 'filter') or ${seesHistory(sight)})))`;

const toSeen = (row: SeenRow): SeenWave => ({ ...toWave(row), origin: row.origin, whole: row.whole });

export async function listWaves(
  db: Queryable,
  sight: Sight,
  { state, limit, after }: Parameters<WaveStore['list']>[1],
): Promise<SeenWave[]> {
  const asked = state.length === 0 ? ALWAYS : sql`w.state = any(${textArray(state)})`;
  const behind = after
    ? sql`(w.drafted_at, w.id) < (${after.draftedAt.toISOString()}::timestamptz, ${after.id})`
    : ALWAYS;
  const seen = sql`join ${secretTable} on ${secretTable.id} = i.secret_id where i.wave_id = w.id and ${toPredicate(sight.inventory, secretTable)}`;
  const { rows } = await db.execute<SeenRow>(sql`
    with page as (
      select * from keyledger.wave w where ${asked} and ${behind}
        and exists (select from keyledger.wave_item i ${seen}) order by w.drafted_at desc, w.id desc limit ${limit}
    )
    select w.*, counted.*, ${isWhole(sight)} as whole from page w,
      lateral (select ${COUNTS} from (select ${STANDS} as stands from ${ITEMS} ${seen}) s) counted
    order by w.drafted_at desc, w.id desc`);
  return rows.map(toSeen);
}

interface StageRow extends WaveCounts, Record<string, unknown> {
  depth: number;
  environments: string[];
}

const sumOf = (rows: readonly WaveCounts[], state: WaveItemState): number =>
  rows.reduce((sum, row) => sum + row[state], 0);

const addUp = (rows: readonly WaveCounts[]): WaveCounts => ({
  waiting: sumOf(rows, 'waiting'),
  running: sumOf(rows, 'running'),
  succeeded: sumOf(rows, 'succeeded'),
  failed: sumOf(rows, 'failed'),
  skipped: sumOf(rows, 'skipped'),
});

/** One wave with its stages, as far as its secrets are in sight. */
export async function findWave(db: Queryable, sight: Sight, id: string): Promise<FoundWave | null> {
  const { rows: stages } = await db.execute<StageRow>(sql`
    select depth, array_agg(distinct environment order by environment) as environments, ${COUNTS} from (
      select i.rank, i.depth, i.environment, ${STANDS} as stands from ${ITEMS}
      join ${secretTable} on ${secretTable.id} = i.secret_id
      where i.wave_id = ${id} and ${toPredicate(sight.inventory, secretTable)}) s
    group by rank, depth order by rank, depth`);
  if (stages.length === 0) return null;
  const { rows } = await db.execute<SeenRow>(
    sql`select w.*, ${isWhole(sight)} as whole from keyledger.wave w where w.id = ${id}`,
  );
  const [row] = rows;
  if (!row) return null;
  return {
    ...toSeen(row),
    counts: addUp(stages),
    stages: stages.map((stage) => ({
      environments: stage.environments,
      depth: stage.depth,
      counts: toCounts(stage),
    })),
  };
}
