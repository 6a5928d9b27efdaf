import 'server-only';
import { sql } from 'drizzle-orm';
import type { BegunItem, WaveStore } from '@/lib/domain/ports/wave-store';
import { BEGUN_A_SECOND, type WaveProgress } from '@/lib/domain/wave/plan-next';
import type { Queryable } from '@/lib/store/connect';
import { ITEMS, STANDS, toDate } from './wave-rows';
import { toBegun } from './work-wave';

interface Settings extends Record<string, unknown> {
  concurrency: number;
  pause_seconds: number;
  stop_after: number | null;
}

const NOT_ROTATED = 'What it depends on was not rotated.';

/** What waits for one that was not rotated, for whatever cause, is skipped, and so what waits for that. */
async function skipDependents(tx: Queryable, id: string, now: Date): Promise<void> {
  const { rowCount } = await tx.execute(sql`
    update keyledger.wave_item k set state = 'skipped', why = ${NOT_ROTATED}, ended_at = ${now.toISOString()}::timestamptz
    where k.wave_id = ${id} and k.state = 'waiting' and exists (
      select from jsonb_array_elements(k.depends_on) d join (select i.*, ${STANDS} as stands from ${ITEMS} where i.wave_id = ${id}) o
        on o.secret_id = d ->> 'id'
      where d ->> 'ignored' is null and o.stands in ('failed', 'skipped'))`);
  if (rowCount) await skipDependents(tx, id, now);
}

interface Counted extends Record<string, unknown> {
  waiting: number;
  running: number;
  next: number;
  ready: number;
  failed: number;
  not_rotated: number;
  moved_at: string | null;
}

/** What may still be begun in each account and region: as many a second, whichever wave began them. */
const leftOf = (now: Date) => sql`
  select s.scope_id, ${BEGUN_A_SECOND} - count(*)::int as left from keyledger.wave_item i
  join keyledger.secret s on s.id = i.secret_id
  where i.begun_at > ${new Date(now.getTime() - 1000).toISOString()}::timestamptz group by s.scope_id`;

/** Those that wait in a stage, in their order, each with its place among those of its account and region. */
const inLine = (id: string) => sql`
  select i.secret_id, i.rank, i.depth, i.name, s.scope_id,
    row_number() over (partition by s.scope_id order by i.rank, i.depth, i.name, i.secret_id) as place
  from keyledger.wave_item i left join keyledger.secret s on s.id = i.secret_id
  where i.wave_id = ${id} and i.state = 'waiting'`;

async function count(tx: Queryable, id: string, now: Date): Promise<Counted> {
  const { rows } = await tx.execute<Counted>(sql`
    with stood as (
      select i.rank, i.depth, ${STANDS} as stands, i.forgiven, i.begun_at, coalesce(i.ended_at, r.ended_at) as ended_at from ${ITEMS}
      where i.wave_id = ${id}
    ), lowest as (
      select rank, depth from stood where stands in ('waiting', 'running') order by rank, depth limit 1
    )
    select (count(*) filter (where stands = 'waiting'))::int as waiting,
      (count(*) filter (where stands = 'running'))::int as running,
      (count(*) filter (where stands = 'waiting' and (rank, depth) = (select rank, depth from lowest)))::int as next,
      (select count(*)::int from (${inLine(id)}) w left join (${leftOf(now)}) l on l.scope_id = w.scope_id
        where (w.rank, w.depth) = (select rank, depth from lowest) and w.place <= coalesce(l.left, ${BEGUN_A_SECOND})) as ready,
      (count(*) filter (where stands = 'failed' and not forgiven))::int as failed,
      (count(*) filter (where stands in ('failed', 'skipped')))::int as not_rotated,
      max(greatest(begun_at, ended_at)) filter (where begun_at is not null) as moved_at
    from stood`);
  const [counted] = rows;
  if (!counted) throw new Error('PostgreSQL gave no row');
  return counted;
}

async function begin(tx: Queryable, id: string, now: Date, most: number): Promise<BegunItem[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ secret_id: string; run_id: string; tries: number }>(sql`
    update keyledger.wave_item set state = 'begun', run_id = gen_random_uuid()::text, begun_at = ${at}, taken_at = ${at}, why = null
    where wave_id = ${id} and secret_id in (
      select w.secret_id from (${inLine(id)}) w left join (${leftOf(now)}) l on l.scope_id = w.scope_id
      where w.place <= coalesce(l.left, ${BEGUN_A_SECOND})
      order by w.rank, w.depth, w.name, w.secret_id limit ${most})
    returning secret_id, run_id, tries`);
  return rows.map(toBegun);
}

async function finish(tx: Queryable, id: string, now: Date): Promise<void> {
  await tx.execute(
    sql`update keyledger.wave set state = 'finished', ended_at = ${now.toISOString()}::timestamptz where id = ${id}`,
  );
}

/**
 * The wave's row is held until all is written: of two workers one looks after the other, and neither begins what the other
 * did. So do waves, as they share what an account and region allows in a second.
 */
export const advance = (db: Queryable, ...[id, now, plan]: Parameters<WaveStore['advance']>) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.wave.pace'))`);
    const { rows } = await tx.execute<Settings>(sql`
      select concurrency, pause_seconds, stop_after from keyledger.wave where id = ${id} and state = 'running' for update`);
    const [wave] = rows;
    if (!wave) return null;
    let counted = await count(tx, id, now);
    if (counted.not_rotated > 0 && counted.waiting > 0) {
      await skipDependents(tx, id, now);
      counted = await count(tx, id, now);
    }
    const progress: WaveProgress = {
      concurrency: wave.concurrency,
      pauseSeconds: wave.pause_seconds,
      stopAfter: wave.stop_after,
      waiting: counted.waiting,
      running: counted.running,
      next: counted.next,
      failed: counted.failed,
      ready: counted.ready,
      movedAt: toDate(counted.moved_at),
      now,
    };
    const step = plan(progress);
    if (step.do === 'finish') await finish(tx, id, now);
    return { step, begun: step.do === 'begin' ? await begin(tx, id, now, step.count) : [] };
  });
