import 'server-only';
import { sql } from 'drizzle-orm';
import type { DraftedItem, NewWave, PausedWave, WaveStarter, WaveStore } from '@/lib/domain/ports/wave-store';
import type { Queryable } from '@/lib/store/connect';
import { appendLocked, appendManyLocked, lockLedger } from '@/lib/store/ledger/append';
import { toStorable } from '@/lib/store/storable';
import { ITEMS, STANDS } from './wave-rows';

const json = (value: unknown) => sql`${JSON.stringify(toStorable(value))}::jsonb`;

/** Drafts of one person are counted one after the other. */
export async function draftWave(
  db: Queryable,
  wave: NewWave,
  items: readonly DraftedItem[],
  most: number,
): Promise<boolean> {
  const { id, name, concurrency, pauseSeconds, stopAfter, origin, at, by } = wave;
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`drafts of ${by.id}`}))`);
    const { rows } = await tx.execute<{ drafts: number }>(
      sql`select count(*)::int as drafts from keyledger.wave where drafted_by_id = ${by.id} and state = 'draft'`,
    );
    if ((rows[0]?.drafts ?? 0) >= most) return false;
    await tx.execute(sql`
      insert into keyledger.wave (id, name, state, concurrency, pause_seconds, stop_after, origin, drafted_at, drafted_by, drafted_by_id)
      values (${id}, ${toStorable(name)}, 'draft', ${concurrency}, ${pauseSeconds}, ${stopAfter}, ${json(origin)},
        ${at.toISOString()}::timestamptz, ${toStorable(by.name)}, ${by.id})`);
    await tx.execute(sql`
      insert into keyledger.wave_item (wave_id, secret_id, rank, depth, name, environment, depends_on, state, why, ended_at)
      select ${id}, i.id, i.rank, i.depth, i.name, i.environment, i."dependsOn",
        case when i."leftOut" is null then 'waiting' else 'skipped' end, i."leftOut",
        case when i."leftOut" is not null then ${at.toISOString()}::timestamptz end
      from jsonb_to_recordset(${json(items)})
        as i(id text, rank int, depth int, name text, environment text, "dependsOn" jsonb, "leftOut" text)`);
    return true;
  });
}

export async function startWave(
  db: Queryable,
  id: string,
  { starter, reason, typedName, at }: Parameters<WaveStore['start']>[1],
): Promise<boolean> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const { rowCount } = await db.execute(sql`
    update keyledger.wave set state = 'running', starter = ${json(starter)}, reason = ${toStorable(reason)}, typed_name = ${typedName},
      started_at = ${now}, counts_from = ${now}
    where id = ${id} and state = 'draft'`);
  return rowCount === 1;
}

const FROM = { paused: "('running')", running: "('paused')", aborted: "('draft', 'running', 'paused')" } as const;

/** What waits in a wave that was aborted is skipped with it; what was begun goes on to its end. */
export async function steerWave(
  db: Queryable,
  id: string,
  { to, why, at, starter, entry }: Parameters<WaveStore['steer']>[1],
): Promise<boolean> {
  const now = sql`${at.toISOString()}::timestamptz`;
  return db.transaction(async (tx) => {
    // Before the wave's row, as all do who need both.
    if (entry) await lockLedger(tx);
    const { rowCount } = await tx.execute(sql`
      update keyledger.wave set state = ${to}, why = ${toStorable(why)}, ${setStarter(starter)}
        ${to === 'running' ? sql`counts_from = ${now}, restored_at = null,` : sql``} ended_at = ${to === 'aborted' ? now : null}
      where id = ${id} and state in ${sql.raw(FROM[to])}`);
    if (rowCount !== 1) return false;
    if (entry) await appendLocked(tx, entry, at);
    if (to === 'running')
      await tx.execute(sql`
        update keyledger.wave_item k set forgiven = true where k.wave_id = ${id} and not k.forgiven and k.secret_id in (
          select i.secret_id from ${ITEMS} where i.wave_id = ${id} and ${STANDS} = 'failed')`);
    if (to === 'aborted')
      await tx.execute(sql`
        update keyledger.wave_item set state = 'skipped', why = 'The wave was aborted.', ended_at = ${now}
        where wave_id = ${id} and state = 'waiting'`);
    return true;
  });
}

const setStarter = (starter: WaveStarter | undefined) => (starter ? sql`starter = ${json(starter)},` : sql``);

export async function pauseWavesOf(
  db: Queryable,
  ...[personId, { why, at, toEntry }]: Parameters<WaveStore['pauseOf']>
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockLedger(tx);
    const { rows } = await tx.execute<PausedWave & Record<string, unknown>>(sql`
      update keyledger.wave set state = 'paused', why = ${why}
      where state = 'running' and drafted_by_id = ${personId} and starter ->> 'token' is null
      returning id, name, reason`);
    await appendManyLocked(tx, rows.map(toEntry), at);
  });
}

export async function forgetWaves(db: Queryable, before: Date): Promise<void> {
  const then = sql`${before.toISOString()}::timestamptz`;
  await db.execute(
    sql`delete from keyledger.wave where state in ('draft', 'aborted') and started_at is null and drafted_at < ${then}`,
  );
  await db.execute(sql`update keyledger.wave set starter = null where ended_at < ${then} and starter is not null`);
}
