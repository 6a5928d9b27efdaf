import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

const BATCH = 500;

/** Looked for only among events of its times: what of a block is left lies there. */
const IS_NAMED = sql`exists (select from keyledger.event e where e.at >= b.from_at and e.at <= b.to_at and e.raw_block = b.id)`;

interface Row extends Record<string, unknown> {
  deleted: number;
  to: string | null;
  id: string | null;
}

/** Those of which every record is from before the moment, the oldest first. */
async function deleteOld(db: Queryable, before: Date, signal: AbortSignal): Promise<number> {
  let deleted = 0;
  let [to, id]: [string | null, string | null] = ['-infinity', '0'];
  while (to !== null && !signal.aborted) {
    const { rows }: { rows: Row[] } = await db.execute<Row>(sql`
      with next as materialized (
        select b.id, b.from_at, b.to_at from keyledger.raw_block b
        where b.to_at < ${before.toISOString()}::timestamptz and (b.to_at, b.id) > (${to}::timestamptz, ${id}::bigint)
        order by b.to_at, b.id limit ${BATCH}
      ), gone as (
        delete from keyledger.raw_block g using next b where g.id = b.id and not ${IS_NAMED} returning g.id
      )
      select (select count(*)::int from gone) as deleted, l.to_at::text as to, l.id::text as id
      from (select 1) one left join (select to_at, id from next order by to_at desc, id desc limit 1) l on true`);
    deleted += rows[0]?.deleted ?? 0;
    [to, id] = [rows[0]?.to ?? null, rows[0]?.id ?? null];
  }
  return deleted;
}

/** Those that lost events to what AWS told in their place. */
async function deleteLoose(db: Queryable, signal: AbortSignal): Promise<number> {
  let deleted = 0;
  let looked = 1;
  while (looked > 0 && !signal.aborted) {
    const { rows } = await db.execute<{ deleted: number; looked: number }>(sql`
      with next as (
        delete from keyledger.loose_block l using (
          select l.ctid from keyledger.loose_block l limit ${BATCH} for update skip locked) n
        where l.ctid = n.ctid returning l.id
      ), gone as (
        delete from keyledger.raw_block g using (select distinct id from next) n
          join keyledger.raw_block b on b.id = n.id
        where g.id = b.id and not ${IS_NAMED} returning g.id
      )
      select (select count(*)::int from gone) as deleted, (select count(*)::int from next) as looked`);
    deleted += rows[0]?.deleted ?? 0;
    looked = rows[0]?.looked ?? 0;
  }
  return deleted;
}

/** See the port. An event and its block come in one transaction, and none ever names a block that was there before. */
export async function deleteBlocks(db: Queryable, before: Date | null, signal: AbortSignal): Promise<number> {
  const loose = await deleteLoose(db, signal);
  return before === null ? loose : loose + (await deleteOld(db, before, signal));
}
