import 'server-only';
import { and, desc, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import type { StoredFinding, UnusualFilter, UnusualQuery, UnusualSight } from '@/lib/domain/ports/unusual-store';
import type { Queryable } from '@/lib/store/connect';
import { seesAll } from '@/lib/store/history/find-subjects';
import { groupOf, seesHistory } from '@/lib/store/history/sight-of-event';
import { principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { unusualTable } from '@/lib/store/schema/unusual';
import { isOneOf, toPredicate } from '@/lib/store/visibility/to-predicate';

/**
 * What rests on one secret is for who sees its history; what rests on several, on whatever a principal read, for who sees
 * everything.
 */
const sees = (sight: UnusualSight): SQL =>
  seesAll(sight)
    ? sql`(${unusualTable.secretId} is null or (${secretTable.id} is not null and ${seesHistory(sight)}))`
    : sql`(${secretTable.id} is not null and ${seesHistory(sight)})`;

const seesEntries = ({ ledger }: UnusualSight): SQL =>
  sql`(${unusualTable.rule} <> 'outside-ledger' or ${toPredicate(ledger, secretTable)})`;

const oneOf = (column: Parameters<typeof isOneOf>[0], values: readonly string[] | undefined): SQL | undefined =>
  values?.length ? isOneOf(column, values) : undefined;

const matches = (
  sight: UnusualSight,
  { from, to, rule, env, actorKind, secretId, principalKey }: UnusualFilter,
): SQL | undefined =>
  and(
    sees(sight),
    seesEntries(sight),
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
  const rows = await db
    .select({ finding: unusualTable, principal: principalTable, secret: { id, name, environment } })
    .from(unusualTable)
    .innerJoin(principalTable, eq(principalTable.id, unusualTable.principalId))
    .leftJoin(secretTable, eq(secretTable.id, unusualTable.secretId))
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
  return rows.map(({ finding, principal: { key: _key, ...principal }, secret }) => ({ ...finding, principal, secret }));
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
    .where(matches(sight, filter))
    .limit(most)
    .as('some');
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  return row?.count ?? 0;
}
