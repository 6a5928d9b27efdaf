import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { StoredWave, WaveCounts } from '@/lib/domain/ports/wave-store';
import { WAVE_ITEM_STATES, type WaveState } from '@/lib/domain/wave/wave';

/** Where an item stands, over `i` and its run `r`: what was begun is told by its run, of which there is none until AWS is asked. */
export const STANDS = sql`case when i.state <> 'begun' then i.state
  when r.state is null or r.state in ('started', 'running') then 'running'
  when r.state = 'succeeded' then 'succeeded' else 'failed' end`;

/** Items with their runs, as `i` and `r`. */
export const ITEMS = sql`keyledger.wave_item i left join keyledger.rotation_run r on r.id = i.run_id`;

/** How many stand where, over `stands`. */
export const COUNTS: SQL = sql.join(
  WAVE_ITEM_STATES.map((state) => sql.raw(`(count(*) filter (where stands = '${state}'))::int as ${state}`)),
  sql`, `,
);

export interface WaveRow extends WaveCounts, Record<string, unknown> {
  id: string;
  name: string;
  state: WaveState;
  why: string | null;
  concurrency: number;
  pause_seconds: number;
  stop_after: number | null;
  drafted_at: string;
  drafted_by: string;
  drafted_by_id: string;
  started_at: string | null;
  reason: string | null;
  ended_at: string | null;
  restored_at: string | null;
}

export const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const toCounts = ({ waiting, running, succeeded, failed, skipped }: WaveCounts): WaveCounts => ({
  waiting,
  running,
  succeeded,
  failed,
  skipped,
});

export const toWave = (row: WaveRow): StoredWave => ({
  id: row.id,
  name: row.name,
  state: row.state,
  why: row.why,
  concurrency: row.concurrency,
  pauseSeconds: row.pause_seconds,
  stopAfter: row.stop_after,
  draftedAt: new Date(row.drafted_at),
  draftedBy: row.drafted_by,
  draftedById: row.drafted_by_id,
  startedAt: toDate(row.started_at),
  reason: row.reason,
  endedAt: toDate(row.ended_at),
  isRestored: row.restored_at !== null,
  counts: toCounts(row),
});
