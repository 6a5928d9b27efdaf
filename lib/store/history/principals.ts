import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { PrincipalSummary } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { dayOf } from '@/lib/domain/day';
import { seesEvent, seesHistory } from './sight-of-event';

interface PrincipalRow extends Record<string, unknown> {
  id: string;
  type: Principal['type'];
  account_id: string | null;
  label: string;
  actor_kind: ActorKind;
  first_at: string;
  last_at: string;
  reads: number;
  denied: number;
  secrets: number;
  environments: string[];
  environments_read: string[];
}

const toSummary = (row: PrincipalRow): PrincipalSummary => ({
  principal: { id: row.id, type: row.type, accountId: row.account_id, label: row.label },
  actorKind: row.actor_kind,
  firstAt: new Date(row.first_at),
  lastAt: new Date(row.last_at),
  reads: row.reads,
  denied: row.denied,
  secrets: row.secrets,
  environments: row.environments,
  environmentsRead: row.environments_read,
});

/** A replica counts as its primary: one secret. */
const summaries = (sight: Sight, where: SQL, limit: number): SQL => sql`
  select p.id, p.type, p.account_id, p.label,
    (array_agg(d.actor_kind order by d.last_at desc))[1] as actor_kind,
    min(d.first_at) as first_at, max(d.last_at) as last_at, sum(d.reads)::int as reads, sum(d.denied)::int as denied,
    count(distinct coalesce(${secretTable.primaryArn}, ${secretTable.arn}))::int as secrets,
    array_agg(distinct ${secretTable.environment}) as environments,
    coalesce(array_agg(distinct ${secretTable.environment}) filter (where d.reads > 0), '{}') as environments_read
  from keyledger.read_day d
  join ${secretTable} on ${secretTable.id} = d.secret_id
  join keyledger.principal p on p.id = d.principal_id
  where ${seesHistory(sight)} and ${where}
  group by p.id order by last_at desc, p.id limit ${limit}`;

/** Who read, or tried to, on the days of the range. */
export async function listPrincipals(
  db: Queryable,
  sight: Sight,
  from: Date,
  to: Date,
  limit: number,
): Promise<PrincipalSummary[]> {
  const range = sql`d.day between ${dayOf(from)}::date and ${dayOf(to)}::date`;
  const { rows } = await db.execute<PrincipalRow>(summaries(sight, range, limit));
  return rows.map(toSummary);
}

/** Of one who never read, from all else that the principal did. */
const fromEvents = (sight: Sight, key: string): SQL => sql`
  select p.id, p.type, p.account_id, p.label,
    (array_agg(${eventTable.actorKind} order by ${eventTable.at} desc))[1] as actor_kind,
    min(${eventTable.at}) as first_at, max(${eventTable.at}) as last_at, 0 as reads, 0 as denied,
    count(distinct coalesce(${secretTable.primaryArn}, ${secretTable.arn}))::int as secrets,
    coalesce(array_agg(distinct ${secretTable.environment}) filter (where ${secretTable.id} is not null), '{}') as environments,
    '{}'::text[] as environments_read
  from ${eventTable}
  join keyledger.principal p on p.id = ${eventTable.principalId}
  left join ${secretTable} on ${secretTable.id} = ${eventTable.secretId}
  where p.key = ${key} and ${seesEvent(sight)} group by p.id`;

export async function findPrincipal(db: Queryable, sight: Sight, key: string): Promise<PrincipalSummary | null> {
  const read = await db.execute<PrincipalRow>(summaries(sight, sql`p.key = ${key}`, 1));
  if (read.rows[0]) return toSummary(read.rows[0]);
  const { rows } = await db.execute<PrincipalRow>(fromEvents(sight, key));
  return rows[0] ? toSummary(rows[0]) : null;
}
