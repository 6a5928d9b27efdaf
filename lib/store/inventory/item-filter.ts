import 'server-only';
import { and, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Grouping, InventoryFilter, Sight } from '@/lib/domain/ports/inventory-store';
import type { DueWithin } from '@/lib/domain/ports/rotation-counts';
import { itemView } from '@/lib/store/schema/secret';
import { ALWAYS, hasTag, isOneOf, textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { escapeLike } from '@/lib/store/history/literal-text';
import { idsReadBy } from '@/lib/store/history/read-by';
import { foldedFor, foldNeedle } from './fold-sigma';
import { matchesLastRead, matchesValueAge } from './item-age';
import { isHistoryVisible } from './item-history';
import { ownerOf } from './item-owner';

/** What AWS uses where a secret names no key (aws-facts §1.3). */
export const keyOf = sql<string>`coalesce(${itemView.kmsKeyId}, 'aws/secretsmanager')`;

/** As a rotation is said to be managed by it: the AWS service, else a partner by its type (aws-facts §1.6). */
export const owningServiceOf = sql<string | null>`coalesce(${itemView.owningService}, ${itemView.type})`;

export const isRotating = sql<boolean>`(${itemView.rotationEnabled} is true)`;

/** The expression decides, since AWS only calculates the days from it (model, RotationRulesType). */
export const intervalOf = sql<string | null>`coalesce(${itemView.rotationRules} ->> 'scheduleExpression',
  'rate(' || (${itemView.rotationRules} ->> 'automaticallyAfterDays') || ' days)')`;

export const DIMENSIONS = [
  'env',
  'account',
  'region',
  'state',
  'service',
  'owner',
  'owningService',
  'key',
  'valueAge',
  'lastRead',
  'pending',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface ItemConditions {
  /** Visibility, and what no facet stands for. */
  always: SQL;
  dimension: Record<Dimension, SQL>;
  /** OR between the values of a key, AND between keys: each key is a dimension of its own. */
  tags: { key: string; condition: SQL }[];
}

const oneOf = (column: Parameters<typeof isOneOf>[0], values: readonly string[] | undefined): SQL =>
  values?.length ? isOneOf(column, values) : ALWAYS;

function toTags(pairs: InventoryFilter['tags'] = []): ItemConditions['tags'] {
  const byKey = Map.groupBy(pairs, ({ key }) => key);
  return [...byKey].map(([key, values]) => ({
    key,
    condition: sql`(${or(...values.map(({ value }) => hasTag(itemView.tags, key, value)))})`,
  }));
}

function toPending(pending: InventoryFilter['pending'] = 'exclude'): SQL {
  if (pending === 'include') return ALWAYS;
  return pending === 'only' ? sql`${itemView.deletedAt} is not null` : sql`${itemView.deletedAt} is null`;
}

/** Of names: what they begin with, and whether anything is below that. */
function toPlace({ prefix = '', below = 'include' }: InventoryFilter): SQL | undefined {
  const starts = prefix === '' ? undefined : sql`starts_with(${itemView.name}, ${prefix})`;
  const rest = sql`substr(${itemView.name}, length(${prefix}::text) + 1)`;
  return and(starts, below === 'exclude' ? sql`position('/' in ${rest}) = 0` : undefined);
}

const isDueWithin = ({ after, until }: DueWithin): SQL => sql`(
  ${itemView.nextRotationAt} > ${after.toISOString()}::timestamptz and ${itemView.nextRotationAt} <= ${until.toISOString()}::timestamptz)`;

const lacks = (grouping: Grouping): SQL =>
  grouping === 'service' ? sql`${itemView.service} is null` : sql`not jsonb_exists(${itemView.tags}, ${grouping.tag})`;

function toText(q: string): SQL {
  const needle = foldNeedle(q);
  const pattern = `%${escapeLike(needle)}%`;
  const holds = (column: SQLWrapper): SQL => sql`${foldedFor(needle, column)} like ${pattern}`;
  return sql`(${holds(itemView.search)} or ${holds(itemView.keptSearch)})`;
}

export function toConditions(sight: Sight, filter: InventoryFilter, now: Date): ItemConditions {
  const { q, region } = filter;
  const text = q ? toText(q) : undefined;
  const always = and(
    toPredicate(sight.inventory, itemView),
    text,
    toPlace(filter),
    filter.nextRotation && isDueWithin(filter.nextRotation),
    ...(filter.without ?? []).map(lacks),
    filter.readBy && sql`(${isHistoryVisible(sight)} and ${itemView.id} in (${idsReadBy(filter.readBy)}))`,
  );
  return {
    always: always ?? ALWAYS,
    dimension: {
      env: oneOf(itemView.environment, filter.env),
      account: oneOf(itemView.accountId, filter.account),
      region: region?.length ? sql`${itemView.regions} && ${textArray(region)}` : ALWAYS,
      state: oneOf(itemView.rotationState, filter.state),
      service: oneOf(itemView.service, filter.service),
      owner: oneOf(ownerOf, filter.owner),
      owningService: oneOf(owningServiceOf, filter.owningService),
      key: oneOf(keyOf, filter.key),
      valueAge: matchesValueAge(filter.valueAge, now) ?? ALWAYS,
      lastRead: matchesLastRead(filter.lastRead, sight, now) ?? ALWAYS,
      pending: toPending(filter.pending),
    },
    tags: toTags(filter.tags),
  };
}

export const toWhere = ({ always, dimension, tags }: ItemConditions): SQL =>
  and(always, ...Object.values(dimension), ...tags.map(({ condition }) => condition)) ?? ALWAYS;
