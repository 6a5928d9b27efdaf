import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

export interface EventKey {
  at: Date;
  eventId: string;
}

/** Reads of secrets by day; others than successful and denied ones (a name that nothing has) are no reads. */
const folded = (from: SQL): SQL => sql`
  select e.secret_id, e.principal_id, e.actor_kind, (e.at at time zone 'UTC')::date as day,
    count(*) filter (where e.outcome = 'success')::int, count(*) filter (where e.outcome = 'denied')::int,
    min(e.at), max(e.at), max(e.at) filter (where e.outcome = 'success')
  from ${from}
  where e.secret_id is not null and e.action_class = 'read' and e.outcome in ('success', 'denied')
  group by 1, 2, 3, 4 order by 1, 4, 2, 3`;

/** The first success of each reader, of those reads. */
const firstReads = (from: SQL): SQL => sql`
  insert into keyledger.first_read as f (secret_id, principal_id, actor_kind, at)
  select distinct on (e.secret_id, e.principal_id) e.secret_id, e.principal_id, e.actor_kind, e.at from ${from}
  where e.secret_id is not null and e.action_class = 'read' and e.outcome = 'success'
  order by e.secret_id, e.principal_id, e.at
  on conflict (secret_id, principal_id) do update set at = excluded.at, actor_kind = excluded.actor_kind
  where excluded.at < f.at`;

const COLUMNS = sql`(secret_id, principal_id, actor_kind, day, reads, denied, first_at, last_at, last_read_at)`;

/** Adds events to the roll-ups. To be called once for each event, in the transaction that gave it its secret. */
export async function addToRollUp(tx: Queryable, events: readonly EventKey[]): Promise<void> {
  if (events.length === 0) return;
  const source = sql`keyledger.event e
    join jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as k (at timestamptz, "eventId" text)
      on e.at = k.at and e.event_id = k."eventId"`;
  await tx.execute(sql`
    insert into keyledger.read_day as d ${COLUMNS} ${folded(source)}
    on conflict (secret_id, day, principal_id, actor_kind) do update set
      reads = d.reads + excluded.reads, denied = d.denied + excluded.denied,
      first_at = least(d.first_at, excluded.first_at), last_at = greatest(d.last_at, excluded.last_at),
      last_read_at = greatest(d.last_read_at, excluded.last_read_at)`);
  await tx.execute(firstReads(source));
}

/** Works whole days of secrets out again, for events that changed their secret. */
export async function redoRollUp(tx: Queryable, days: readonly { secretId: string; day: string }[]): Promise<void> {
  if (days.length === 0) return;
  const wanted = sql`(select distinct "secretId", day
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as w ("secretId" text, day date)) w`;
  await tx.execute(
    sql`delete from keyledger.read_day d using ${wanted} where d.secret_id = w."secretId" and d.day = w.day`,
  );
  const source = sql`keyledger.event e join ${wanted} on e.secret_id = w."secretId"
    and e.at >= (w.day::timestamp at time zone 'UTC') and e.at < ((w.day + 1)::timestamp at time zone 'UTC')`;
  await tx.execute(sql`insert into keyledger.read_day ${COLUMNS} ${folded(source)}`);
  const secretIds = [...new Set(days.map(({ secretId }) => secretId))];
  await tx.execute(sql`delete from keyledger.first_read where ${isOneOf(sql`secret_id`, secretIds)}`);
  await tx.execute(firstReads(sql`(select * from keyledger.event where ${isOneOf(sql`secret_id`, secretIds)}) e`));
}
