import { z } from './zod';
import { LONGEST_FACET } from '@/lib/domain/ports/inventory-facets';
import { secretItem } from './secret-item';
import { isoTime } from './shared';

export const facetCount = z.strictObject({ value: z.string(), label: z.string().optional(), count: z.number().int() });
export type FacetCountView = z.infer<typeof facetCount>;

export const FACETS = [
  'env',
  'account',
  'region',
  'state',
  'service',
  'owner',
  'owningService',
  'key',
  'tag',
  'lastRead',
  'valueAge',
] as const;
export type FacetName = (typeof FACETS)[number];

/** The values of most secrets; with so many there may be others, beside those that are chosen. */
export const MOST_FACET_VALUES = LONGEST_FACET;

/**
 * lastRead is absent without history.read. `tag` values are pairs as the `tag` parameter takes them; ages are values of
 * their parameters, which overlap, and those that the filter names.
 */
export const secretFacets = z.strictObject({
  env: z.array(facetCount),
  account: z.array(facetCount),
  region: z.array(facetCount),
  state: z.array(facetCount),
  service: z.array(facetCount),
  owner: z.array(facetCount),
  /** Of a managed external secret its partner type; what nobody manages is in none. */
  owningService: z.array(facetCount),
  key: z.array(facetCount),
  tag: z.array(facetCount),
  lastRead: z.array(facetCount).optional(),
  valueAge: z.array(facetCount),
  /** `only`, with how many of what matches are pending deletion, whichever of them are listed. */
  pending: z.array(facetCount),
});
export type SecretFacets = z.infer<typeof secretFacets>;

export const SCOPE_STATES = ['fresh', 'failing', 'waiting', 'limited', 'gone'] as const;
export const scopeStamp = z.strictObject({ id: z.string(), state: z.enum(SCOPE_STATES), asOf: isoTime.nullable() });

export const secretsList = z.strictObject({
  items: z.array(secretItem),
  nextCursor: z.string().nullable(),
  total: z.number().int().optional(),
  facets: secretFacets.optional(),
  /** The oldest of the scopes' ages; null until one has been read. */
  asOf: isoTime.nullable(),
  scopes: z.array(scopeStamp),
});
export type SecretsList = z.infer<typeof secretsList>;
