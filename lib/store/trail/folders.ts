import 'server-only';
import { sql } from 'drizzle-orm';
import type { HandledFile, KnownFile, LookEnd, TrailFolder } from '@/lib/domain/ports/trail-store';
import type { LookedDay } from '@/lib/domain/trail/job/plan-look';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';
import { textArray } from '@/lib/store/visibility/to-predicate';

const PAGE = 5000;

const inFolder = ({ scopeId, reading, day }: TrailFolder) =>
  sql`scope_id = ${scopeId} and reading = ${reading} and day = ${day}::date`;

/** See the port. */
export async function lookedDays(db: Queryable, scopeId: string, reading: string): Promise<LookedDay[]> {
  const { rows } = await db.execute<Omit<LookedDay, 'lookedAt'> & { at: string }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, looked_at as at, done, more, files, problem from keyledger.trail_day
    where scope_id = ${scopeId} and reading = ${reading}`);
  return rows.map(({ at, ...day }) => ({ ...day, lookedAt: new Date(at) }));
}

/** See the port. */
export async function findHandled(
  db: Queryable,
  folder: TrailFolder,
  names: readonly string[],
): Promise<Map<string, KnownFile>> {
  const { rows } = await db.execute<KnownFile & { name: string }>(sql`
    select name, reason, coalesce(vouched, false) as vouched, listed from keyledger.trail_file
    where ${inFolder(folder)} and name = any(${textArray(names)})`);
  return new Map(rows.map(({ name, ...known }) => [name, known]));
}

/** See the port. */
export async function listTaken(
  db: Queryable,
  folder: TrailFolder,
  after: string,
): Promise<{ name: string; hash: string }[]> {
  const { rows } = await db.execute<{ name: string; hash: string }>(sql`
    select name, encode(hash, 'hex') as hash from keyledger.trail_file
    where ${inFolder(folder)} and name > ${after} and reason is null and hash is not null and vouched order by name limit ${PAGE}`);
  return rows;
}

/** See the port. */
export async function noteFiles(
  db: Queryable,
  folder: TrailFolder,
  files: readonly HandledFile[],
  at: Date,
): Promise<void> {
  if (files.length === 0) return;
  const { scopeId, reading, day } = folder;
  const rows = JSON.stringify(toStorable(files));
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into keyledger.trail_file (scope_id, reading, day, name, hash, reason, vouched, listed)
      select ${scopeId}, ${reading}, ${day}::date, f.name, decode(f.hash, 'hex'), f.reason, f.vouched, f.listed
      from jsonb_to_recordset(${rows}::jsonb) f(name text, hash text, reason text, vouched boolean, listed text)
      on conflict (scope_id, reading, day, name) do update
        set hash = excluded.hash, reason = excluded.reason, vouched = excluded.vouched, listed = excluded.listed`);
    await tx.execute(sql`
      insert into keyledger.trail_day (scope_id, reading, day, looked_at, more, files, broken)
      select ${scopeId}, ${reading}, ${day}::date, ${at.toISOString()}::timestamptz, true,
        count(*) filter (where reason is null), count(*) filter (where reason is not null)
      from keyledger.trail_file where ${inFolder(folder)}
      on conflict (scope_id, reading, day) do update
        set files = excluded.files, broken = excluded.broken, more = true`);
  });
}

/** See the port. */
export async function endLook(
  db: Queryable,
  { scopeId, reading, day }: TrailFolder,
  { done, more, troubles, problem }: LookEnd,
  at: Date,
): Promise<void> {
  const told = JSON.stringify(toStorable(troubles));
  const kept = problem && JSON.stringify(toStorable(problem));
  await db.execute(sql`
    insert into keyledger.trail_day (scope_id, reading, day, looked_at, done, more, troubles, problem)
    values (${scopeId}, ${reading}, ${day}::date, ${at.toISOString()}::timestamptz, ${done}, ${more}, ${told}::jsonb,
      ${kept}::jsonb)
    on conflict (scope_id, reading, day) do update set looked_at = excluded.looked_at, done = excluded.done,
      more = excluded.more, troubles = excluded.troubles, problem = excluded.problem`);
}

/** See the port. Under an older reading nothing is asked for any more. */
export async function forgetFiles(
  db: Queryable,
  scopeId: string,
  reading: string,
  kept: readonly string[],
): Promise<void> {
  await db.execute(sql`
    delete from keyledger.trail_file where scope_id = ${scopeId}
      and (reading <> ${reading} or reason is null and not day = any(${textArray(kept)}::date[]))`);
  await db.execute(sql`delete from keyledger.trail_day where scope_id = ${scopeId} and reading <> ${reading}`);
}
