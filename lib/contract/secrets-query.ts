import { z } from './zod';
import { ROTATION_STATES } from '@/lib/domain/rotation-state';
import { INVENTORY_SORTS } from '@/lib/domain/ports/inventory-store';
import { opaqueId, pageLimit, repeated, sinceDay, storedText } from './shared';

const text = storedText(512);

/** A key of 128 letters and a value of 256 (AWS's tags), each of up to four bytes of three letters, and the sign between. */
const LONGEST_PAIR = (128 + 256) * 4 * 3 + 1;

/** `key=value`, each side percent-encoded before joining. */
export const tagPair = z
  .string()
  .max(LONGEST_PAIR, 'is too long')
  .transform((raw, context) => {
    const at = raw.indexOf('=');
    try {
      if (at < 1 || raw.indexOf('=', at + 1) !== -1) throw new Error('shape');
      const pair = { key: decodeURIComponent(raw.slice(0, at)), value: decodeURIComponent(raw.slice(at + 1)) };
      if (/\0/.test(pair.key + pair.value)) throw new Error('NUL');
      return pair;
    } catch {
      context.addIssue({ code: 'custom', message: 'is key=value, each side percent-encoded before joining' });
      return z.NEVER;
    }
  });

/** `>90d`, `<30d`, `never`, `unknown`. */
export const ageFilter = z.string().transform((raw, context) => {
  if (raw === 'never' || raw === 'unknown') return raw;
  const match = /^([<>])([1-9][0-9]{0,4})d$/.exec(raw);
  const days = Number(match?.[2]);
  if (match) return match[1] === '>' ? { olderThanDays: days } : { youngerThanDays: days };
  context.addIssue({ code: 'custom', message: 'is >Nd, <Nd, never or unknown' });
  return z.NEVER;
});

/** `service`, or `tag:` and its key as it stands. */
export const grouping = z.string().transform((raw, context) => {
  const key = raw.startsWith('tag:') ? text.safeParse(raw.slice('tag:'.length)) : null;
  if (key?.success) return { tag: key.data };
  if (raw === 'service') return raw;
  context.addIssue({ code: 'custom', message: 'is service, or tag: and the key of a tag' });
  return z.NEVER;
});

/** `ID` or `ID@2026-11-20`: what this principal read, ever or since the beginning of that day (UTC). */
export const readByFilter = z.string().transform((raw, context) => {
  const [id = '', since, ...more] = raw.split('@');
  const principal = opaqueId.safeParse(id);
  const day = since === undefined ? undefined : sinceDay.safeParse(since);
  if (principal.success && more.length === 0 && day?.success !== false)
    return { principal: principal.data, ...(day && { since: day.data }) };
  context.addIssue({ code: 'custom', message: 'is the id of a principal, or that, @ and a day (2026-11-20)' });
  return z.NEVER;
});

export const INCLUDES = ['total', 'facets'] as const;

/** What narrows a list of secrets, wherever one is asked for. */
export const secretsFilter = z.strictObject({
  env: repeated(text),
  account: repeated(text),
  region: repeated(text),
  state: repeated(z.enum(ROTATION_STATES)),
  service: repeated(text),
  owner: repeated(text),
  /** The AWS service, or the partner type of a managed external secret, that manages it. */
  owningService: repeated(text),
  key: repeated(text),
  tag: repeated(tagPair),
  q: text.optional(),
  valueAge: repeated(ageFilter),
  lastRead: repeated(ageFilter),
  readBy: readByFilter.optional(),
  pending: z.enum(['exclude', 'include', 'only']).default('exclude'),
  /** Names that begin with it, literally. */
  prefix: text.optional(),
  /** `exclude`: no name that has a `/` after the prefix. */
  below: z.enum(['include', 'exclude']).default('include'),
  /** Secrets that have no service, or no tag of this key. */
  without: repeated(grouping),
});
export type SecretsFilter = z.infer<typeof secretsFilter>;

/** The parameters of GET /api/secrets. */
export const secretsQuery = secretsFilter.extend({
  sort: z.enum(INVENTORY_SORTS).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
  include: z.array(z.enum(INCLUDES).or(z.literal('none'))).default(['total', 'facets']),
});
export type SecretsQuery = z.infer<typeof secretsQuery>;

/** As many as an address has room for, 8 KB of which every proxy passes. */
export const MOST_IDS = 200;

/** The parameters of an export: the same, of all pages; or `id`: exactly these, in this order, which nothing narrows. */
export const secretsExportQuery = secretsQuery.omit({ limit: true, cursor: true, include: true }).extend({
  id: z.array(opaqueId).max(MOST_IDS, `has more than ${MOST_IDS}`).default([]),
});
export type SecretsExportQuery = z.infer<typeof secretsExportQuery>;
