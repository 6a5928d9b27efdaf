import 'server-only';
import { and, desc, eq, gte, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { StoredFinding, UnusualFilter, UnusualQuery, UnusualSight } from '@/lib/domain/ports/unusual-store';
import type { Queryable } from '@/lib/store/connect';
import { groupOf } from '@/lib/store/history/sight-of-event';
import { principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { dismissalTable, unusualTable } from '@/lib/store/schema/unusual';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { seesFinding } from './sees-finding';

const oneOf = (column: Parameters<typeof isOneOf>[0], values: readonly string[] | undefined): SQL | undefined =>
  values?.length ? isOneOf(column, values) : undefined;

const isIn = { open: isNull(dismissalTable.findingId), dismissed: isNotNull(dismissalTable.findingId) };

const matches = (
  sight: UnusualSight,
  { state, from, to, rule, env, actorKind, secretId, principalKey }: UnusualFilter,
): SQL | undefined =>
  and(
    seesFinding(sight),
    state === 'all' ? undefined : isIn[state],
    gte(unusualTable.firstAt, from),
    lte(unusualTable.firstAt, to),
    oneOf(unusualTable.rule, rule),
    oneOf(secretTable.environment, env),
    oneOf(unusualTable.actorKind, actorKind),
    secretId === undefined ? undefined : sql`${unusualTable.secretId} in ${groupOf(secretId)}`,
    principalKey === undefined
      ? undefined
      : sql`${unusualTable.principalId} = (select p.id from keyledger.principal p where p.key = ${principalKey})`,
  );

/** Newest first. */
export async function listUnusual(
  db: Queryable,
  sight: UnusualSight,
  { filter, limit, after }: UnusualQuery,
): Promise<StoredFinding[]> {
  const { id, name, environment } = secretTable;
  const { firstAt } = unusualTable;
  const { at, by, reason, count } = dismissalTable;
  const rows = await db
    .select({
      finding: unusualTable,
      principal: principalTable,
      secret: { id, name, environment },
      dismissal: { at, by, reason, count },
    })
    .from(unusualTable)
    .innerJoin(principalTable, eq(principalTable.id, unusualTable.principalId))
    .leftJoin(secretTable, eq(secretTable.id, unusualTable.secretId))
    .leftJoin(dismissalTable, eq(dismissalTable.findingId, unusualTable.id))
    .where(
      and(
        matches(sight, filter),
        after
          ? sql`(${firstAt}, ${unusualTable.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(firstAt), desc(unusualTable.id))
    .limit(limit);
  return rows.map(({ finding, principal: { key: _key, ...principal }, secret, dismissal }) => ({
    ...finding,
    principal,
    secret,
    dismissal,
  }));
}

export async function countUnusual(
  db: Queryable,
  sight: UnusualSight,
  filter: UnusualFilter,
  most: number,
): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(unusualTable)
    .leftJoin(secretTable, eq(secretTable.id, unusualTable.secretId))
    .leftJoin(dismissalTable, eq(dismissalTable.findingId, unusualTable.id))
    .where(matches(sight, filter))
    .limit(most)
    .as('some');
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  return row?.count ?? 0;
}
