import 'server-only';
import { and, or, sql, type SQL } from 'drizzle-orm';
import type { FacetCount, InventoryFacets, InventoryFilter, Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { ALWAYS, textArray } from '@/lib/store/visibility/to-predicate';
import { matchesLastRead } from './item-age';
import { DIMENSIONS, keyOf, toConditions, type Dimension, type ItemConditions } from './item-filter';

/** The values of a facet at most, by count; a value that is chosen is always among them. */
const LONGEST = 200;

const LAST_READ = {
  '<30d': { youngerThanDays: 30 },
  '>30d': { olderThanDays: 30 },
  '>90d': { olderThanDays: 90 },
  never: 'never',
  unknown: 'unknown',
} as const;

interface FacetRow extends Record<string, unknown> {
  dimension: Dimension | 'tag';
  value: string;
  label: string | null;
  count: number;
}

const flag = (name: string): SQL => sql`${sql.identifier(`f_${name}`)}`;
const tagFlag = (index: number): SQL => flag(`tag_${index}`);

/** Every condition but the facet's own. */
function others({ tags }: ItemConditions, own: Dimension | 'tag'): SQL {
  const dimensions = DIMENSIONS.filter((dimension) => dimension !== own).map(flag);
  // A pair is counted under the pairs of other keys, not under those of its own.
  const pairs = tags.map(({ key }, index) =>
    own === 'tag' ? sql`(${tagFlag(index)} or t.key = ${key})` : tagFlag(index),
  );
  return and(...dimensions, ...pairs) ?? ALWAYS;
}

function toBase(conditions: ItemConditions, sight: Sight, now: Date): SQL {
  const flags = [
    ...DIMENSIONS.map((dimension) => sql`(${conditions.dimension[dimension]}) as ${flag(dimension)}`),
    ...conditions.tags.map(({ condition }, index) => sql`${condition} as ${tagFlag(index)}`),
    ...Object.values(LAST_READ).map(
      (age, index) => sql`${matchesLastRead([age], sight, now)} as ${sql.identifier(`read_${index}`)}`,
    ),
  ];
  const { environment, accountId, accountName, regions, rotationState, service, owner, tags } = itemView;
  return sql`select ${environment} as env, ${accountId} as account, ${accountName} as account_name,
    ${regions} as regions, ${rotationState} as state, ${service} as service, ${owner} as owner, ${keyOf} as key,
    ${tags} as tags, ${sql.join(flags, sql`, `)} from ${itemView} where ${conditions.always}`;
}

function toCounts(conditions: ItemConditions): SQL {
  const plain = (['env', 'state', 'service', 'owner', 'key'] as const).map((dimension) => {
    const column = sql.identifier(dimension);
    return sql`select ${dimension}::text as dimension, ${column} as value, null::text as label, count(*)::int as count
      from base where ${column} is not null and ${others(conditions, dimension)} group by ${column}`;
  });
  const lastRead = Object.keys(LAST_READ).map(
    (value, index) => sql`select 'lastRead', ${value}::text, null, count(*)::int
      from base where ${sql.identifier(`read_${index}`)} and ${others(conditions, 'lastRead')}`,
  );
  return sql.join(
    [
      ...plain,
      sql`select 'account', account, min(account_name), count(*)::int
        from base where ${others(conditions, 'account')} group by account`,
      sql`select 'region', r.region, null, count(*)::int
        from base, unnest(regions) r (region) where ${others(conditions, 'region')} group by r.region`,
      sql`select 'tag', t.key, t.value, count(*)::int
        from base, jsonb_each_text(tags) t where ${others(conditions, 'tag')} group by t.key, t.value`,
      ...lastRead,
    ],
    sql` union all `,
  );
}

/** Values that the filter names stay in sight, whatever their count. */
function isChosen(filter: InventoryFilter): SQL {
  const { env = [], account = [], region = [], state = [], service = [], owner = [], key = [], tags = [] } = filter;
  const chosen = Object.entries({ env, account, region, state, service, owner, key }).filter(
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
  if (dimension === 'tag') return { value: `${encodeURIComponent(value)}=${encodeURIComponent(label ?? '')}`, count };
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
    with base as materialized (${toBase(conditions, sight, now)}),
    counted as (${toCounts(conditions)}),
    ranked as (select *, row_number() over (partition by dimension order by count desc, value, label) as rank from counted)
    select dimension, value, label, count from ranked
    where count > 0 and (rank <= ${LONGEST} or ${isChosen(filter)}) order by dimension, rank`);
  const of = (dimension: FacetRow['dimension']): FacetCount[] =>
    rows.filter((row) => row.dimension === dimension).map(toFacetCount);
  const [env, account, region, state] = [of('env'), of('account'), of('region'), of('state')];
  const [service, owner, key, tag, lastRead] = [of('service'), of('owner'), of('key'), of('tag'), of('lastRead')];
  return { env, account, region, state, service, owner, key, tag, lastRead };
}
