import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import type { CoverageInterval } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { coverageTable } from '@/lib/store/schema/event';
import { scopeTable } from '@/lib/store/schema/scope';
import { isOneOf } from '@/lib/store/visibility/to-predicate';

/** Two writers of one scope would each miss what the other joins. */
export async function lockCoverage(tx: Queryable, scopeId: string): Promise<void> {
  await tx.select({ id: scopeTable.id }).from(scopeTable).where(eq(scopeTable.id, scopeId)).for('update');
}

/** Joins the interval with all that it touches. Belongs into the transaction that writes the rows it speaks of. */
export async function addCoverage(tx: Queryable, scopeId: string, interval: CoverageInterval): Promise<void> {
  const [from, to] = [interval.from.toISOString(), interval.to.toISOString()];
  await lockCoverage(tx, scopeId);
  await tx.execute(sql`
    with touched as (
      select least(min(from_at), ${from}::timestamptz) as from_at, greatest(max(to_at), ${to}::timestamptz) as to_at
      from keyledger.coverage
      where scope_id = ${scopeId} and source = ${interval.source}
        and from_at <= ${to}::timestamptz and to_at >= ${from}::timestamptz
    ), gone as (
      delete from keyledger.coverage c using touched t
      where c.scope_id = ${scopeId} and c.source = ${interval.source} and c.from_at > t.from_at and c.from_at <= t.to_at
    )
    insert into keyledger.coverage (scope_id, source, from_at, to_at)
    select ${scopeId}, ${interval.source}, from_at, to_at from touched
    on conflict (scope_id, source, from_at) do update set to_at = excluded.to_at`);
  await sumUp(tx, scopeId);
}

/** Athena gives counts of days, not events: what is said of single events rests on the other sources. */
async function sumUp(tx: Queryable, scopeId: string): Promise<void> {
  await tx.execute(sql`
    update keyledger.scope set covered = coalesce(c.of_all, '{}'), events_covered = coalesce(c.of_events, '{}')
    from (select range_agg(tstzrange(from_at, to_at, '[]')) as of_all,
        range_agg(tstzrange(from_at, to_at, '[]')) filter (where source <> 'athena') as of_events
      from keyledger.coverage where scope_id = ${scopeId}) c where id = ${scopeId}`);
}

/** What is known from Athena, in the place of what was known from it before. */
export async function replaceAthenaCoverage(
  tx: Queryable,
  scopeId: string,
  intervals: readonly CoverageInterval[],
): Promise<void> {
  await lockCoverage(tx, scopeId);
  await tx.execute(sql`delete from keyledger.coverage where scope_id = ${scopeId} and source = 'athena'`);
  if (intervals.length > 0)
    await tx
      .insert(coverageTable)
      .values(intervals.map(({ from, to, source }) => ({ scopeId, source, fromAt: from, toAt: to })));
  await sumUp(tx, scopeId);
}

/** Of all these scopes in one query. */
export async function listCoverage(
  db: Queryable,
  scopeIds: readonly string[],
): Promise<Map<string, CoverageInterval[]>> {
  const { scopeId, fromAt, toAt, source } = coverageTable;
  const rows = await db
    .select({ scopeId, from: fromAt, to: toAt, source })
    .from(coverageTable)
    .where(isOneOf(scopeId, scopeIds))
    .orderBy(asc(fromAt), asc(source));
  const byScope = new Map<string, CoverageInterval[]>();
  for (const { scopeId: id, ...interval } of rows) byScope.set(id, [...(byScope.get(id) ?? []), interval]);
  return byScope;
}
