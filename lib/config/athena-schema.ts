import 'server-only';
import { z } from 'zod';
import { BUCKET, ORGANIZATION } from '@/lib/domain/trail/bucket/trail-place';
import { accountId, externalId, region, roleArn } from './discovery-schema';

/** As Athena and Glue let tables be called (Athena user guide, naming databases, tables and columns). */
const glueName = z.string().regex(/^[a-z0-9_]{1,128}$/, 'is no name of it: a-z, 0-9 and _');
/** Of what S3 calls safe in names all but `*`, which in the printed policy would stand for anything. */
const FOLDERS = "([\\w!.'()-]+\\/)*";
/** Without its two ends, which a place in S3 does not have. */
const bucketName = BUCKET.source.slice(1, -1);

/** JavaScript takes the 30th of February for the 1st of March. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

const trail = z.strictObject({
  bucket: z.string().regex(BUCKET, 'is no name of a bucket'),
  prefix: z
    .string()
    .regex(new RegExp(`^${FOLDERS}$`), 'is no prefix: names that end in /, such as logs/')
    .max(200)
    .default(''),
  organization: z.string().regex(ORGANIZATION, 'is no id of an organization (o-…)').optional(),
  since: z.string().refine(isDay, 'is no day such as 2024-01-01'),
  completeReads: z.boolean().default(false),
  kmsKey: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]{1,128}$/, 'is not the ARN of a KMS key')
    .optional(),
});

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
  trail,
});
