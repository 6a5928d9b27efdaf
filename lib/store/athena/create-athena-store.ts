import 'server-only';
import { sql } from 'drizzle-orm';
import { LATE_DAYS } from '@/lib/domain/athena/roll-up-query';
import type { AthenaQuery, AthenaStore, AthenaUse, QueryUnderWay } from '@/lib/domain/ports/athena-store';
import type { Queryable } from '@/lib/store/connect';
import { applyDays } from './apply-days';
import { listAskedDays } from './cover-scope';
import { forget, giveBack, knownScopes } from './give-back';
import { giveUp } from './give-up';
import { findStatus, recordOutcome } from './outcomes';

const LATEST = 10;

type Noted = AthenaQuery & { token: string | null };

/** What it scanned never becomes less, also where somebody begins to look at it anew. */
async function noteQuery(db: Queryable, { id, scopeId, from, to, state, bytesScanned, token }: Noted, at: Date) {
  const now = sql`${at.toISOString()}::timestamptz`;
  await db.execute(sql`
    insert into keyledger.athena_query as q (id, scope_id, from_day, to_day, state, bytes, began_at, seen_at, token)
    values (${id}, ${scopeId}, ${from}::date, ${to}::date, ${state}, ${bytesScanned}, ${now}, ${now}, ${token})
    on conflict (id) do update set state = excluded.state, bytes = greatest(q.bytes, excluded.bytes),
      seen_at = excluded.seen_at`);
}

async function underWay(db: Queryable, scopeId: string, since: Date): Promise<QueryUnderWay | null> {
  const { rows } = await db.execute<QueryUnderWay & Record<string, unknown>>(sql`
    select to_char(q.from_day, 'YYYY-MM-DD') as from, to_char(q.to_day, 'YYYY-MM-DD') as to, q.token
    from (select * from keyledger.athena_query where scope_id = ${scopeId} and token is not null
      order by began_at desc limit 1) q
    where q.state in ('running', 'succeeded') and q.began_at >= ${since.toISOString()}::timestamptz`);
  const [row] = rows;
  return row ? { from: row.from, to: row.to, token: row.token } : null;
}

async function bytesSince(db: Queryable, at: Date): Promise<number> {
  const { rows } = await db.execute<{ bytes: string }>(
    sql`select coalesce(sum(bytes), 0) as bytes from keyledger.athena_query where began_at >= ${at.toISOString()}::timestamptz`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

/** One that was stopped for what it scanned did that much at least; a person's question may have been stopped for anything. */
async function bytesOfDay(db: Queryable, scopeId: string, since: Date): Promise<number | null> {
  const { rows } = await db.execute<{ bytes: number | null }>(sql`
    select (sum(bytes) / sum(to_day - from_day + 1 + ${LATE_DAYS}::int))::float8 as bytes
    from (select * from keyledger.athena_query where scope_id = ${scopeId}
        and (state = 'succeeded' or state = 'stopped' and token is not null) and began_at >= ${since.toISOString()}::timestamptz
      order by began_at desc limit ${LATEST}) q`);
  return rows[0]?.bytes ?? null;
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
  askedDays: (scopeId) => listAskedDays(db, scopeId),
  applyDays: (answer) => applyDays(db, answer),
  giveBack: (scopeId, days, claims, at) => giveBack(db, scopeId, days, claims, at),
  forget: (scopeId, at) => forget(db, scopeId, at),
  knownScopes: () => knownScopes(db),
  noteQuery: (query, at) => noteQuery(db, query, at),
  underWay: (scopeId, since) => underWay(db, scopeId, since),
  giveUp: (scopeId) => giveUp(db, scopeId),
  bytesSince: (at) => bytesSince(db, at),
  bytesOfDay: (scopeId, since) => bytesOfDay(db, scopeId, since),
  use: (now) => use(db, now),
  status: () => findStatus(db),
  recordOutcome: (scopeId, outcome, at) => recordOutcome(db, scopeId, outcome, at),
});
