import 'server-only';
import { z } from 'zod';
import { BUCKET } from '@/lib/domain/trail/bucket/trail-place';
import { accountId, externalId, region, roleArn } from './discovery-schema';
import { FOLDERS, trailPlace } from './trail-schema';

/** As Athena and Glue let tables be called (Athena user guide, naming databases, tables and columns). */
const glueName = z.string().regex(/^[a-z0-9_]{1,128}$/, 'is no name of it: a-z, 0-9 and _');
/** Without its two ends, which a place in S3 does not have. */
const bucketName = BUCKET.source.slice(1, -1);

/** Athena, which asks a trail's files in S3. */
export const athenaSection = z.strictObject({
  region,
  workgroup: z
    .string()
    .regex(/^[\w.-]{1,128}$/, 'is no name of a workgroup: letters, digits and . _ -')
    .default('keyledger'),
  output: z
    .string()
    .regex(new RegExp(`^s3:\\/\\/${bucketName}\\/${FOLDERS}$`), 'is no place in S3 such as s3://bucket/folder/')
    .optional(),
  role: roleArn.optional(),
  externalId: externalId.optional(),
  catalog: z
    .string()
    .regex(/^[\w@-]{1,256}$/, 'is no name of a data catalog: letters, digits and _ @ -')
    .default('AwsDataCatalog'),
  database: glueName.default('keyledger'),
  table: glueName.default('cloudtrail'),
  accounts: z.array(accountId).min(1).max(1000).optional(),
  gigabytesPerDay: z.number().min(0.01).max(1_000_000).default(100),
  trail: trailPlace.extend({ completeReads: z.boolean().default(false) }),
});
