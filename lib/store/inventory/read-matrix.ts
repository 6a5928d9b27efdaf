import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { chooseColumns, isExpectedIn } from '@/lib/domain/inventory/environment-columns';
import {
  DIFFERENCES,
  type Difference,
  type InventoryMatrix,
  type MatrixPart,
  type MatrixQuery,
} from '@/lib/domain/ports/inventory-matrix';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { intervalOf, isRotating, keyOf, toConditions, toWhere } from './item-filter';
import { ownerOf } from './item-owner';
import { fillMatrix, MOST_IN_CELL, type PlannedRow } from './fill-matrix';

interface Found extends Record<string, unknown> {
  all: number;
  incomplete: number;
  differing: number;
  page: ({ service: string; leaf: string } & Record<Difference, boolean>)[] | null;
  cells: { service: string; leaf: string; environment: string; count: number; pending: number; ids: string[] }[] | null;
}

const PARTS: Readonly<Record<MatrixPart, SQL>> = {
  all: sql`true`,
  incomplete: sql`incomplete`,
  differing: sql`differing`,
};

const countEnvironments = async (db: Queryable, sight: Sight) =>
  (
    await db.execute<{ environment: string; count: number }>(sql`select ${itemView.environment} as environment,
      count(*)::int as count from ${itemView} where ${toPredicate(sight.inventory, itemView)} group by 1`)
  ).rows;

/** One pass over the items in sight: the logical secrets, their totals, and the cells of one page. */
function toQuery(sight: Sight, query: MatrixQuery, columns: readonly string[]): SQL {
  const { filter, only, after, limit, now } = query;
  const expected = columns.filter(isExpectedIn);
  const compared = sql`filter (where not pending and environment = any(${textArray(columns)}))`;
  const beyond = after ? sql`(service, leaf) > (${after.service ?? ''}::text, ${after.leaf}::text)` : sql`true`;
  return sql`
    with seen as materialized (
      select ${itemView.id} as id, ${itemView.name} as name, coalesce(${itemView.service}, '') collate "C" as service,
        ${itemView.leaf} collate "C" as leaf, ${itemView.environment} as environment,
        ${itemView.deletedAt} is not null as pending, ${isRotating} as rotating,
        case when ${isRotating} then ${intervalOf} end as every, ${keyOf} like '%aws/secretsmanager' as default_key,
        ${ownerOf} as owned_by, (${toWhere(toConditions(sight, filter, now))}) as hit
      from ${itemView} where ${toPredicate(sight.inventory, itemView)}
    ), logical as (
      select service, leaf,
        count(distinct environment) filter (where not pending and environment = any(${textArray(expected)})) as present,
        count(distinct rotating) ${compared} > 1 as rotation, count(distinct every) ${compared} > 1 as interval,
        count(distinct default_key) ${compared} > 1 as key, count(distinct owned_by) ${compared} > 1 as owner
      from seen group by service, leaf having bool_or(hit) and bool_or(environment = any(${textArray(columns)}))
    ), told as (
      select *, present < ${expected.length}::int as incomplete, rotation or interval or key or owner as differing from logical
    ), page as (
      select * from told where ${PARTS[only]} and ${beyond} order by service, leaf limit ${limit}
    ), cells as (
      select service, leaf, environment, count(*)::int as count, count(*) filter (where pending)::int as pending,
        (array_agg(id order by name, id))[1:${MOST_IN_CELL}::int] as ids
      from page join seen using (service, leaf) where environment = any(${textArray(columns)})
      group by service, leaf, environment
    )
    select count(*)::int as all, count(*) filter (where incomplete)::int as incomplete,
      count(*) filter (where differing)::int as differing,
      (select json_agg(page order by service, leaf) from page) as page, (select json_agg(cells) from cells) as cells
    from told`;
}

const keyFor = ({ service, leaf }: { service: string; leaf: string }): string => `${service}\0${leaf}`;

export async function readMatrix(db: Queryable, sight: Sight, query: MatrixQuery): Promise<InventoryMatrix> {
  const chosen = query.filter.env;
  const columns = chooseColumns(chosen, chosen?.length ? [] : await countEnvironments(db, sight));
  const { rows } = await db.execute<Found>(toQuery(sight, query, columns.environments));
  const [found] = rows;
  if (!found) throw new Error('PostgreSQL gave no row');
  const cells = Map.groupBy(found.cells ?? [], keyFor);
  const planned = (found.page ?? []).map((row): PlannedRow => ({
    service: row.service || null,
    leaf: row.leaf,
    differs: DIFFERENCES.filter((difference) => row[difference]),
    cells: cells.get(keyFor(row)) ?? [],
  }));
  const totals = { all: found.all, incomplete: found.incomplete, differing: found.differing };
  return { ...columns, totals, rows: await fillMatrix(db, sight, planned, columns.environments, query.now) };
}
