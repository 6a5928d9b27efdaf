import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import { LONGEST_FACET, type FacetCount } from '@/lib/domain/ports/inventory-facets';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { RotationCounts, RotationFilter } from '@/lib/domain/ports/rotation-counts';
import { ROTATION_STATES } from '@/lib/domain/rotation-state';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { toConditions } from './item-filter';
import { isUnsure } from './unsure-rotation';

const DIMENSIONS = ['state', 'env', 'account', 'service'] as const;
type Dimension = (typeof DIMENSIONS)[number];

interface CountRow extends Record<string, unknown> {
  dimension: Dimension;
  value: string;
  label: string | null;
  count: number;
  unsure: number;
  since: string | null;
}

const flag = (dimension: Dimension): SQL => sql.identifier(`f_${dimension}`).getSQL();

/** Counted under the filters of the others; a value that is chosen is always among them. */
function toCounts(own: Dimension, chosen: readonly string[] = []): SQL {
  const column = sql.identifier(own);
  const others = DIMENSIONS.filter((dimension) => dimension !== own).map(flag);
  return sql`(select dimension, value, label, count, unsure, since from (select ${own}::text as dimension, ${column} as value,
      ${own === 'account' ? sql`min(account_name)` : sql`null::text`} as label, count(*)::int as count,
      count(*) filter (where unsure)::int as unsure, min(since) as since,
      row_number() over (order by count(*) desc, ${column}) as rank
    from base where ${column} is not null and ${sql.join(others, sql` and `)}
    group by ${column}) counted where rank <= ${LONGEST_FACET} or value = any(${textArray(chosen)}) order by rank)`;
}

/** All buckets and filters in one pass of the items. */
export async function countRotation(
  db: Queryable,
  sight: Sight,
  filter: RotationFilter,
  now: Date,
): Promise<RotationCounts> {
  const { always, dimension } = toConditions(sight, filter, now);
  const flags = DIMENSIONS.map((name) => sql`(${dimension[name]}) as ${flag(name)}`);
  const counts = DIMENSIONS.map((name) => toCounts(name, filter[name]));
  const { rows } = await db.execute<CountRow>(sql`
    with base as materialized (
      select ${itemView.rotationState} as state, ${itemView.environment} as env, ${itemView.accountId} as account,
        ${itemView.accountName} as account_name, ${itemView.service} as service, ${itemView.rotationSince} as since,
        ${isUnsure(now)} as unsure, ${sql.join(flags, sql`, `)}
      from ${itemView} where ${and(always, dimension.pending)}
    ) ${sql.join(counts, sql` union all `)}`);
  const facet = (name: Dimension): FacetCount[] =>
    rows
      .filter((row) => row.dimension === name)
      .map(({ value, label, count }) => (label === null ? { value, count } : { value, label, count }));
  const buckets = ROTATION_STATES.flatMap((state) => {
    const row = rows.find((candidate) => candidate.dimension === 'state' && candidate.value === state);
    if (!row) return [];
    return [
      { state, count: row.count, unsure: row.unsure, oldestSince: row.since === null ? null : new Date(row.since) },
    ];
  });
  return { buckets, env: facet('env'), account: facet('account'), service: facet('service') };
}
