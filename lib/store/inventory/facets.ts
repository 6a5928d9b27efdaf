import 'server-only';
import { or, sql, type SQL } from 'drizzle-orm';
import { LONGEST_FACET, type FacetCount, type InventoryFacets } from '@/lib/domain/ports/inventory-facets';
import type { InventoryFilter, Sight } from '@/lib/domain/ports/inventory-store';
import { toTagPair } from '@/lib/domain/tag-pair';
import type { Queryable } from '@/lib/store/connect';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { toBase, toCounts } from './facet-query';
import { toConditions, type Dimension } from './item-filter';

interface FacetRow extends Record<string, unknown> {
  dimension: Dimension | 'tag';
  value: string;
  label: string | null;
  count: number;
}

/** Values that the filter names stay in sight, whatever their count. */
function isChosen(filter: InventoryFilter): SQL {
  const { env = [], account = [], region = [], state = [], service = [], owner = [], key = [], tags = [] } = filter;
  const { owningService = [] } = filter;
  const chosen = Object.entries({ env, account, region, state, service, owner, owningService, key }).filter(
    ([, values]) => values.length,
  );
  return (
    or(
      ...chosen.map(([dimension, values]) => sql`(dimension = ${dimension} and value = any(${textArray(values)}))`),
      ...tags.map((tag) => sql`(dimension = 'tag' and value = ${tag.key} and label = ${tag.value})`),
    ) ?? sql`false`
  );
}

function toFacetCount({ dimension, value, label, count }: FacetRow): FacetCount {
  if (dimension === 'tag') return { value: toTagPair(value, label ?? ''), count };
  return label === null ? { value, count } : { value, label, count };
}

/** All facets in one round trip over one pass of the items. */
export async function countFacets(
  db: Queryable,
  sight: Sight,
  filter: InventoryFilter,
  now: Date,
): Promise<InventoryFacets> {
  const conditions = toConditions(sight, filter, now);
  const { rows } = await db.execute<FacetRow>(sql`
    with base as materialized (${toBase(conditions, sight)}),
    counted as (${toCounts(conditions, filter, now)}),
    ranked as (select *, row_number() over (partition by dimension order by count desc, value, label) as rank from counted)
    select dimension, value, label, count from ranked
    where count > 0 and (rank <= ${LONGEST_FACET} or ${isChosen(filter)}) order by dimension, rank`);
  const of = (dimension: FacetRow['dimension']): FacetCount[] =>
    rows.filter((row) => row.dimension === dimension).map(toFacetCount);
  const [env, account, region, state] = [of('env'), of('account'), of('region'), of('state')];
  const [service, owner, owningService, key] = [of('service'), of('owner'), of('owningService'), of('key')];
  const [tag, valueAge, lastRead, pending] = [of('tag'), of('valueAge'), of('lastRead'), of('pending')];
  return { env, account, region, state, service, owner, owningService, key, tag, valueAge, lastRead, pending };
}
