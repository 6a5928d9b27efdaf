import { z } from './zod';
import { secretItem } from './secret-item';
import { isoDay, isoTime, opaqueId, versionId } from './shared';

export const versionView = z.strictObject({
  versionId: z.string(),
  stages: z.array(z.string()),
  createdAt: isoTime.nullable(),
  lastAccessedOn: isoDay.nullable(),
  kmsKeyIds: z.array(z.string()),
});
export type VersionView = z.infer<typeof versionView>;

export const versionsView = z.strictObject({
  versions: z.array(versionView),
  /** When AWS was asked for the versions; null: only the labels of the listing are known. */
  asOf: isoTime.nullable(),
});
export type VersionsView = z.infer<typeof versionsView>;

/** What this person may do with this secret, and what is asked of them. */
export const mayView = z.strictObject({
  reveal: z.boolean(),
  rotate: z.boolean(),
  recover: z.boolean(),
  readHistory: z.boolean(),
});

export const secretDetail = secretItem.extend({
  createdAt: isoTime.nullable(),
  lastChangedAt: isoTime.nullable(),
  rotationLambdaArn: z.string().nullable(),
  /** In words, e.g. `every 30 days, 02:00–04:00 UTC`; null where none is set. */
  schedule: z.string().nullable(),
  type: z.string().nullable(),
  versionStages: z.record(z.string(), z.array(z.string())).nullable(),
  guardedAs: z.string(),
  asks: z.strictObject({ revealReason: z.boolean(), rotateReason: z.boolean(), rotateName: z.boolean() }),
  may: mayView,
  siblings: z.array(
    z.strictObject({
      id: opaqueId,
      name: z.string(),
      environment: z.string(),
      account: z.string(),
      accountName: z.string(),
      region: z.string(),
      state: z.string(),
      lastRotatedAt: isoTime.nullable(),
    }),
  ),
  activeRunId: versionId.nullable(),
  observedAt: isoTime,
});
export type SecretDetail = z.infer<typeof secretDetail>;
