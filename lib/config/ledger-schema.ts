import 'server-only';
import { z } from 'zod';
import { REGION_PATTERN } from './read-aws';

const whole = (min: number, max: number) => z.int().min(min).max(max);

const s3 = z.strictObject({
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no name of a bucket'),
  region: z.string().regex(REGION_PATTERN, 'is no region'),
  prefix: z
    .string()
    .regex(/^([\w!.*'()-]+\/)*$/, 'is no prefix: names that end in /, such as keyledger/')
    .max(512)
    .default('keyledger/'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'is no account id: twelve digits in quotes')
    .optional(),
  role: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, 'is not the ARN of an IAM role')
    .optional(),
  externalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'is no external id')
    .optional(),
  mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
  retainDays: whole(1, 36_500),
});

const anchors = z.strictObject({
  everyMinutes: whole(1, 1_440).default(60),
  everyEntries: whole(1, 1_000_000).default(1000),
  log: z.boolean().default(true),
  file: z.string().min(1).max(1024).optional(),
  s3: s3.optional(),
});

/** What is done for the ledger beside the database. */
export const ledgerSection = z
  .strictObject({
    verifyHours: whole(1, 744).default(24),
    stdout: z.boolean().default(false),
    anchors: anchors.prefault({}),
  })
  .prefault({});
