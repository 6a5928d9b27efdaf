import { z } from './zod';
import { ROTATION_STATES } from '@/lib/domain/rotation-state';
import { secretItem } from './secret-item';
import { facetCount, scopeStamp } from './secrets-list';
import { isoTime, pageLimit, repeated, storedText } from './shared';

const text = storedText(512);

/** What the Rotation screen keeps in its URL. */
export const rotationQuery = z.strictObject({
  /** The bucket that is looked at; the worst that holds anything where none is named. */
  state: z.enum(ROTATION_STATES).optional(),
  env: repeated(text),
  account: repeated(text),
  service: repeated(text),
  limit: pageLimit(25),
  cursor: z.string().max(2048).optional(),
  /** Where the list of past runs goes on. */
  runs: z.string().max(2048).optional(),
});
export type RotationQuery = z.infer<typeof rotationQuery>;

export const rotationRow = secretItem.extend({
  /** In words, e.g. `every 30 days, 02:00–04:00 UTC`; null where none is set. */
  schedule: z.string().nullable(),
  /** null on an endpoint that sets no dates: there `lastRotatedAt: null` does not mean never. */
  createdAt: isoTime.nullable(),
  /** That no failure is known says little here: a part of its history was not read. */
  unsure: z.boolean(),
});
export type RotationRow = z.infer<typeof rotationRow>;

export const rotationBucket = z.strictObject({
  state: z.enum(ROTATION_STATES),
  count: z.number().int(),
  /** Of these it is not known whether a rotation failed meanwhile. */
  unsure: z.number().int(),
  oldestSince: isoTime.nullable(),
});
export type RotationBucketView = z.infer<typeof rotationBucket>;

export const rotationList = z.strictObject({
  /** Every state, from bad to good; `unknown` only where it holds anything or was asked for. */
  buckets: z.array(rotationBucket),
  /** The bucket whose rows these are. */
  state: z.enum(ROTATION_STATES),
  items: z.array(rotationRow),
  nextCursor: z.string().nullable(),
  filters: z.strictObject({
    env: z.array(facetCount),
    account: z.array(facetCount),
    service: z.array(facetCount),
  }),
  /** The oldest of the scopes' ages; null until one has been read. */
  asOf: isoTime.nullable(),
  scopes: z.array(scopeStamp),
});
export type RotationList = z.infer<typeof rotationList>;
