import 'server-only';
import { sql } from 'drizzle-orm';
import { LATE_DAYS } from '@/lib/domain/athena/roll-up-query';
import type { AskedDay, RollUpOwner } from '@/lib/domain/athena/plan-days';
import type { AthenaQuery, AthenaStatus, AthenaStore, AthenaUse } from '@/lib/domain/ports/athena-store';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { Queryable } from '@/lib/store/connect';
import { replaceAthenaCoverage } from '@/lib/store/history/coverage';
import type { KeptProblem } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';
import { applyDays } from './apply-days';
import { giveBack } from './give-back';

const LATEST = 10;

async function askedDays(db: Queryable, scopeId: string): Promise<AskedDay[]> {
  const { rows } = await db.execute<{ day: string; owner: RollUpOwner; asked: string; records: string }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, owner, asked_at as asked, records from keyledger.roll_up_owner
    where scope_id = ${scopeId} order by day`);
  return rows.map(({ day, owner, asked, records }) => ({
    day,
    owner,
    askedAt: new Date(asked),
    records: Number(records),
  }));
}

async function noteQuery(db: Queryable, { id, scopeId, from, to, state, bytesScanned }: AthenaQuery, at: Date) {
  const now = sql`${at.toISOString()}::timestamptz`;
  await db.execute(sql`
    insert into keyledger.athena_query (id, scope_id, from_day, to_day, state, bytes, began_at, seen_at)
    values (${id}, ${scopeId}, ${from}::date, ${to}::date, ${state}, ${bytesScanned}, ${now}, ${now})
    on conflict (id) do update set state = excluded.state, bytes = excluded.bytes, seen_at = excluded.seen_at`);
}

async function bytesSince(db: Queryable, at: Date): Promise<number> {
  const { rows } = await db.execute<{ bytes: string }>(
    sql`select coalesce(sum(bytes), 0) as bytes from keyledger.athena_query where began_at >= ${at.toISOString()}::timestamptz`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

async function bytesOfDay(db: Queryable, scopeId: string): Promise<number | null> {
  const { rows } = await db.execute<{ bytes: number | null }>(sql`
    select (sum(bytes) / sum(to_day - from_day + 1 + ${LATE_DAYS}::int))::float8 as bytes
    from (select * from keyledger.athena_query where scope_id = ${scopeId} and state = 'succeeded'
      order by began_at desc limit ${LATEST}) q`);
  return rows[0]?.bytes ?? null;
}

async function status(db: Queryable): Promise<AthenaStatus | null> {
  const { rows } = await db.execute<{ asOf: string | null; lookedAt: string; problem: KeptProblem | null }>(
    sql`select as_of as "asOf", looked_at as "lookedAt", problem from keyledger.athena`,
  );
  const [row] = rows;
  if (!row) return null;
  const { asOf, lookedAt, problem } = row;
  return {
    asOf: asOf === null ? null : new Date(asOf),
    lookedAt: new Date(lookedAt),
    problem: problem && { ...problem, since: new Date(problem.since) },
  };
}

async function recordStatus(db: Queryable, problem: Omit<ScopeProblem, 'since'> | null, at: Date): Promise<void> {
  const now = at.toISOString();
  const kept = problem && JSON.stringify(toStorable({ ...problem, since: now }));
  await db.execute(sql`
    insert into keyledger.athena as a (as_of, looked_at, problem)
    values (${problem ? null : now}::timestamptz, ${now}::timestamptz, ${kept}::jsonb)
    on conflict (one) do update set as_of = coalesce(excluded.as_of, a.as_of), looked_at = excluded.looked_at,
      problem = case when a.problem ->> 'code' = excluded.problem ->> 'code'
        then excluded.problem || jsonb_build_object('since', a.problem ->> 'since') else excluded.problem end`);
}

interface Sums extends Record<string, unknown> {
  month: string;
  queries: number;
  days: string;
  first: string | null;
  last: string | null;
}

interface Asked extends Record<string, unknown> {
  id: string;
  scopeId: string;
  from: string;
  to: string;
  state: AthenaQuery['state'];
  bytes: string;
  began: string;
}

async function use(db: Queryable, now: Date): Promise<AthenaUse> {
  const day = `${now.toISOString().slice(0, 10)}T00:00:00Z`;
  const { rows } = await db.execute<Sums>(sql`
    select q.*, d.* from (select coalesce(sum(bytes), 0) as month, count(*)::int as queries from keyledger.athena_query
        where began_at >= ${day}::timestamptz - interval '29 days') q,
      (select count(*) as days, to_char(min(day), 'YYYY-MM-DD') as first, to_char(max(day), 'YYYY-MM-DD') as last
        from keyledger.roll_up_owner where owner = 'athena') d`);
  const latest = await db.execute<Asked>(sql`
    select id, scope_id as "scopeId", to_char(from_day, 'YYYY-MM-DD') as from, to_char(to_day, 'YYYY-MM-DD') as to, state,
      bytes, began_at as began from keyledger.athena_query order by began_at desc limit ${LATEST}`);
  const [sums] = rows;
  return {
    bytesToday: await bytesSince(db, new Date(day)),
    bytes30d: Number(sums?.month ?? 0),
    queries30d: sums?.queries ?? 0,
    days: Number(sums?.days ?? 0),
    firstDay: sums?.first ?? null,
    lastDay: sums?.last ?? null,
    latest: latest.rows.map(({ bytes, began, ...query }) => ({
      ...query,
      bytesScanned: Number(bytes),
      beganAt: new Date(began),
    })),
  };
}

/** What Athena was asked, what it told, and who tells of which day. */
export const createAthenaStore = (db: Queryable): AthenaStore => ({
  askedDays: (scopeId) => askedDays(db, scopeId),
  applyDays: (answer) => applyDays(db, answer),
  giveBack: (scopeId, days, at) => giveBack(db, scopeId, days, at),
  cover: (scopeId, intervals) => db.transaction((tx) => replaceAthenaCoverage(tx, scopeId, intervals)),
  noteQuery: (query, at) => noteQuery(db, query, at),
  bytesSince: (at) => bytesSince(db, at),
  bytesOfDay: (scopeId) => bytesOfDay(db, scopeId),
  use: (now) => use(db, now),
  status: () => status(db),
  recordStatus: (problem, at) => recordStatus(db, problem, at),
});
