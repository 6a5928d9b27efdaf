import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import { countedAges, type AgeFacet } from '@/lib/domain/inventory/counted-ages';
import type { AgeFilter, InventoryFilter, Sight } from '@/lib/domain/ports/inventory-store';
import { itemView } from '@/lib/store/schema/secret';
import { ALWAYS, textArray } from '@/lib/store/visibility/to-predicate';
import { hasNoValue, toLastRead, toValueAge, type ReadColumns, type ValueColumns } from './item-age';
import { DIMENSIONS, keyOf, owningServiceOf, type Dimension, type ItemConditions } from './item-filter';
import { isHistoryVisible } from './item-history';
import { ownerOf } from './item-owner';

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

/** The columns of `base` that ages hang on, so that each is worked out once a row. */
const BASE_VALUES: ValueColumns = {
  isValueless: sql`valueless`,
  valueNotBefore: sql`value_not_before`,
  valueNotAfter: sql`value_not_after`,
};
const BASE_READS: ReadColumns = {
  historyVisible: sql`history_visible`,
  lastReadAt: sql`last_read_at`,
  lastAccessedOn: sql`last_accessed_on`,
  covered: sql`covered`,
};

/** Every item in sight, with a flag for each dimension of the filter that it meets. */
export function toBase(conditions: ItemConditions, sight: Sight): SQL {
  const flags = [
    ...DIMENSIONS.map((dimension) => sql`(${conditions.dimension[dimension]}) as ${flag(dimension)}`),
    ...conditions.tags.map(({ condition }, index) => sql`${condition} as ${tagFlag(index)}`),
  ];
  const { id, arn, environment, accountId, accountName, region, replicas, rotationState, service, tags } = itemView;
  const { lastReadAt, lastAccessedOn, covered, valueNotBefore, valueNotAfter, deletedAt } = itemView;
  return sql`select ${id} as id, ${arn} as arn, ${environment} as env, ${accountId} as account,
    ${accountName} as account_name, ${region} as region, ${replicas} as replicas, ${rotationState} as state,
    ${service} as service, ${ownerOf} as owner, ${owningServiceOf} as ${sql.identifier('owningService')},
    ${keyOf} as key, ${tags} as tags, ${hasNoValue} as valueless, ${valueNotBefore} as value_not_before,
    ${valueNotAfter} as value_not_after, ${deletedAt} is not null as is_pending, ${lastReadAt} as last_read_at,
    ${lastAccessedOn} as last_accessed_on, ${covered} as covered, ${isHistoryVisible(sight)} as history_visible,
    ${sql.join(flags, sql`, `)} from ${itemView} where ${conditions.always}`;
}

/** An item is in its own region, and in those of its replicas. */
const toRegions = (conditions: ItemConditions): SQL => sql`
  select 'region', at.region, null, count(*)::int from (
    select id, region from base where ${others(conditions, 'region')}
    union select base.id, r.region from base join keyledger.secret r on r.primary_arn = base.arn and r.removed_at is null
      where ${others(conditions, 'region')}
    union select id, r ->> 'region' from base, jsonb_array_elements(replicas) r where ${others(conditions, 'region')}
  ) at group by at.region`;

/** All ages of a facet in one pass, since a row may be of several. */
function toAges(
  conditions: ItemConditions,
  facet: AgeFacet,
  chosen: readonly AgeFilter[] | undefined,
  toSql: (age: AgeFilter) => SQL,
): SQL {
  const ages = [...countedAges(facet, chosen)];
  const counts = ages.map(([, age]) => sql`count(*) filter (where ${toSql(age)})::int`);
  return sql`select ${facet}::text, age.value, null, age.count
    from (select array[${sql.join(counts, sql`, `)}] as counts from base where ${others(conditions, facet)}) c,
      unnest(${textArray(ages.map(([value]) => value))}, c.counts) age (value, count)`;
}

/** `dimension`, `value`, `label` and `count` of every facet. */
export function toCounts(conditions: ItemConditions, filter: InventoryFilter, now: Date): SQL {
  const plain = (['env', 'state', 'service', 'owner', 'owningService', 'key'] as const).map((dimension) => {
    const column = sql.identifier(dimension);
    return sql`select ${dimension}::text as dimension, ${column} as value, null::text as label, count(*)::int as count
      from base where ${column} is not null and ${others(conditions, dimension)} group by ${column}`;
  });
  return sql.join(
    [
      ...plain,
      sql`select 'account', account, min(account_name), count(*)::int
        from base where ${others(conditions, 'account')} group by account`,
      sql`select 'tag', t.key, t.value, count(*)::int
        from base, jsonb_each_text(tags) t where ${others(conditions, 'tag')} group by t.key, t.value`,
      toRegions(conditions),
      sql`select 'pending', 'only', null, count(*)::int from base where is_pending and ${others(conditions, 'pending')}`,
      toAges(conditions, 'valueAge', filter.valueAge, (age) => toValueAge(age, BASE_VALUES, now)),
      toAges(conditions, 'lastRead', filter.lastRead, (age) => toLastRead(age, BASE_READS, now)),
    ],
    sql` union all `,
  );
}
