import { z } from './zod';
import { ROTATION_STATES } from '@/lib/domain/rotation-state';
import { scopeStamp } from './secrets-list';
import { grouping, secretsFilter, secretsQuery } from './secrets-query';
import { isoTime, pageLimit, repeated, storedText } from './shared';

/** `path`, `env`, `service`, or `tag:` and its key as it stands. */
export const groupBy = z.union(
  [z.enum(['path', 'env']), grouping],
  'is path, env, service, or tag: and the key of a tag',
);

/** A folder of names, with its last `/`. */
export const folder = storedText(512).regex(/\/$/, 'is a folder: it ends with /');

export const groupsQuery = secretsFilter.extend({
  by: groupBy.default('path'),
  /** Of `path` alone: the folder whose parts are asked for; the top where none is named. */
  under: folder.optional(),
  limit: pageLimit(100),
  cursor: z.string().max(2048).optional(),
});
export type GroupsQuery = z.infer<typeof groupsQuery>;

/** What the Secrets screen keeps in its URL: a list, or where `by` stands a tree of groups. */
export const secretsScreenQuery = secretsQuery.extend({
  by: groupBy.optional(),
  under: folder.optional(),
  /** Folders that are open. */
  open: repeated(folder),
});
export type SecretsScreenQuery = z.infer<typeof secretsScreenQuery>;

export const secretGroup = z.strictObject({
  /** Of `path` a folder with its last `/`; `under` itself (at the top: empty) for what is in it and in no folder below. */
  key: z.string(),
  count: z.number().int(),
  /** The worst rotation state in it. */
  worst: z.enum(ROTATION_STATES),
  /** There are folders in it: it can be asked for with `under`. */
  opens: z.boolean(),
});

export type SecretGroup = z.infer<typeof secretGroup>;

export const groupsList = z.strictObject({
  /** In the byte order of their keys. */
  items: z.array(secretGroup),
  nextCursor: z.string().nullable(),
  /** Groups on all pages. */
  total: z.number().int(),
  /** Secrets under the filter and the folder, in a group or in none. */
  secrets: z.number().int(),
  /** Those in none: they have no service, or no such tag (`without` of GET /api/secrets). */
  without: z.number().int(),
  /** The oldest of the scopes' ages; null until one has been read. */
  asOf: isoTime.nullable(),
  scopes: z.array(scopeStamp),
});
export type GroupsList = z.infer<typeof groupsList>;
