import 'server-only';
import { z } from 'zod';
import { BUCKET, ORGANIZATION } from '@/lib/domain/trail/bucket/trail-place';
import { accountId, externalId, region, roleArn } from './discovery-schema';

/** Of what S3 calls safe in names all but `*`, which in the printed policy would stand for anything. */
export const FOLDERS = "([\\w!.'()-]+\\/)*";

/** JavaScript takes the 30th of February for the 1st of March. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** Where a trail delivers to, and from when on. */
export const trailPlace = z.strictObject({
  bucket: z.string().regex(BUCKET, 'is no name of a bucket'),
  prefix: z
    .string()
    .regex(new RegExp(`^${FOLDERS}$`), 'is no prefix: names that end in /, such as logs/')
    .max(200)
    .default(''),
  organization: z.string().regex(ORGANIZATION, 'is no id of an organization (o-…)').optional(),
  since: z.string().refine(isDay, 'is no day such as 2024-01-01'),
  kmsKey: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]{1,128}$/, 'is not the ARN of a KMS key')
    .optional(),
});

/** CloudTrail user guide, naming requirements for trails. */
const TRAIL_NAME = /^[A-Za-z0-9][\w.-]{1,126}[A-Za-z0-9]$/;

/** The trail whose files the worker reads in S3. */
export const trailSection = trailPlace.extend({
  region,
  owner: accountId.optional(),
  role: roleArn.optional(),
  externalId: externalId.optional(),
  accounts: z.array(accountId).min(1).max(1000).optional(),
  digests: z.boolean().default(false),
  completeReads: z.string().regex(TRAIL_NAME, 'is no name of a trail').optional(),
});
