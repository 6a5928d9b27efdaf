import { z } from './zod';
import { facetCount, SCOPE_STATES } from './secrets-list';
import { secretsQuery } from './secrets-query';
import { repeated, storedText } from './shared';
import { scopeView } from './system';

/** The parameters of GET /api/scopes. */
export const scopesQuery = z.strictObject({
  state: repeated(z.enum(SCOPE_STATES)),
  /** In the account's name and region as they are shown, or in the scope's id, taken literally, whatever its case. */
  q: storedText(512).optional(),
  ...secretsQuery.pick({ limit: true, cursor: true, include: true }).shape,
});
export type ScopesQuery = z.infer<typeof scopesQuery>;

/** Those that somebody must do something about come first (`failing limited waiting fresh gone`), then all by name and region. */
export const scopesList = z.strictObject({
  items: z.array(scopeView),
  nextCursor: z.string().nullable(),
  /** On all pages. */
  total: z.number().int().optional(),
  /** Under `q`, whatever the state. */
  facets: z.strictObject({ state: z.array(facetCount) }).optional(),
});
export type ScopesList = z.infer<typeof scopesList>;
