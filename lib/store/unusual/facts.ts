import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import type { ActorKind } from '@/lib/domain/event-record';
import type { KnownFirstRead, StoredSecret, UnusualStore } from '@/lib/domain/ports/unusual-store';
import type { Who } from '@/lib/domain/unusual/finding';
import type { Reader, ReaderDay } from '@/lib/domain/unusual/traits';
import type { Queryable } from '@/lib/store/connect';
import { OUTSIDE } from '@/lib/store/history/event-filter';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { IS_OF_DAY, wantedDays } from './wanted';

interface VersionRow extends Record<string, unknown> {
  secretId: string;
  id: string;
  createdAt: string;
}

/** Without versions that only ever waited: those replaced nothing. */
async function listVersions(db: Queryable, ids: readonly string[]): Promise<Map<string, VersionRow[]>> {
  const { rows } = await db.execute<VersionRow>(sql`
    select secret_id as "secretId", version_id as id, created_at as "createdAt" from keyledger.secret_version
    where secret_id = any(${textArray(ids)}) and created_at is not null and not (stages = '{AWSPENDING}')`);
  return Map.groupBy(rows, ({ secretId }) => secretId);
}

export async function listSecrets(db: Queryable, ids: readonly string[]): Promise<StoredSecret[]> {
  if (ids.length === 0) return [];
  const { id, scopeId, environment, environmentDisagrees, createdAt, deletedAt, lastRotatedAt } = secretTable;
  const [rows, versions] = await Promise.all([
    db
      .select({ id, scopeId, environment, environmentDisagrees, createdAt, deletedAt, lastRotatedAt })
      .from(secretTable)
      .where(inArray(id, [...ids])),
    listVersions(db, ids),
  ]);
  return rows.map(({ environmentDisagrees: disagrees, ...row }) => ({
    ...row,
    guardedAs: toGuardedEnvironment({ value: row.environment, source: '', disagrees }),
    versions: (versions.get(row.id) ?? []).map((version) => ({
      id: version.id,
      createdAt: new Date(version.createdAt),
    })),
  }));
}

export async function listPrincipals(db: Queryable, ids: readonly string[]): Promise<Who[]> {
  if (ids.length === 0) return [];
  const { id, type, label } = principalTable;
  return db
    .select({ id, type, label })
    .from(principalTable)
    .where(inArray(id, [...ids]));
}

interface FirstRow extends Record<string, unknown> {
  secretId: string;
  principalId: string;
  at: string;
  scopeIds: string[];
}

/** As the preset of first-time readers has them: of a secret and its replicas, only the earliest is a first read. */
export async function listFirst(db: Queryable, readers: readonly Reader[]): Promise<KnownFirstRead[]> {
  if (readers.length === 0) return [];
  const days = readers.map((reader) => ({ ...reader, day: '1970-01-01' }));
  const { rows } = await db.execute<FirstRow>(sql`
    select f.secret_id as "secretId", f.principal_id as "principalId", f.at,
      array(select distinct m.scope_id from keyledger.secret m where m.arn = g.arn or m.primary_arn = g.arn) as "scopeIds"
    from (select distinct s, p from ${wantedDays(days)}) w
    cross join lateral (
      select * from keyledger.first_read f where f.secret_id = w.s and f.principal_id = w.p offset 0) f
    join keyledger.secret own on own.id = f.secret_id
    cross join lateral (select coalesce(own.primary_arn, own.arn) as arn) g
    where not exists (select from keyledger.secret m join keyledger.first_read o on o.secret_id = m.id
      where (m.arn = g.arn or m.primary_arn = g.arn) and m.id <> f.secret_id and o.principal_id = f.principal_id
        and (o.at, o.secret_id) < (f.at, f.secret_id))`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

interface DayRow extends Record<string, unknown> {
  secretId: string;
  principalId: string;
  actorKind: ActorKind;
  day: string;
}

const WHOSE = sql`w.s as "secretId", w.p as "principalId", w.k as "actorKind", w.day::text as day`;
const IS_READERS = sql`e.secret_id = w.s and e.principal_id = w.p and e.actor_kind = w.k and e.action_class = 'read'`;

/** By minute, through the index of the few that are refused. */
export async function listDenials(db: Queryable, days: readonly ReaderDay[]): ReturnType<UnusualStore['denials']> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<DayRow & { minute: string; tries: number }>(sql`
    select ${WHOSE}, date_trunc('minute', e.at, 'UTC') as minute, count(*)::int as tries
    from ${wantedDays(days)} join keyledger.event e on ${IS_READERS} and ${IS_OF_DAY}
      and e.outcome <> 'success' and e.outcome = 'denied'
    group by 1, 2, 3, 4, 5`);
  return rows.map((row) => ({ ...row, minute: new Date(row.minute) }));
}

/** What the ledger does not know of, by the same condition as the preset on the ledger's page. */
export async function listOutside(db: Queryable, days: readonly ReaderDay[]): ReturnType<UnusualStore['outside']> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<DayRow & { count: number; first_at: string; last_at: string }>(sql`
    select ${WHOSE}, count(*)::int as count, min(e.at) as first_at, max(e.at) as last_at
    from ${wantedDays(days)} cross join lateral (
      select ${eventTable.at} as at from ${eventTable}
      where ${eventTable.secretId} = w.s and ${eventTable.principalId} = w.p and ${eventTable.actorKind} = w.k
        and ${eventTable.actionClass} = 'read' and ${eventTable.outcome} = 'success' and ${OUTSIDE}
        and ${eventTable.at} >= (w.day::timestamp at time zone 'UTC')
        and ${eventTable.at} < ((w.day + 1)::timestamp at time zone 'UTC')
    ) e
    group by 1, 2, 3, 4`);
  return rows.map(({ first_at, last_at, ...row }) => ({
    ...row,
    firstAt: new Date(first_at),
    lastAt: new Date(last_at),
  }));
}
