import 'server-only';
import { z } from 'zod';
import { REGION_PATTERN } from './read-aws';
import { text } from './stated-text';

export const accountId = z
  .string({ error: 'is not text in quotes: an account id is no number' })
  .regex(/^\d{12}$/, 'is not an account id of twelve digits');
export const roleArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, 'is not the ARN of an IAM role');
export const externalId = z
  .string()
  .regex(/^[\w+=,.@:/-]{2,1224}$/, 'is no external id (2 to 1224 of A-Z a-z 0-9 + = , . @ : / - _)');
export const region = z.string().regex(REGION_PATTERN, 'is no region');

/** A role that has the same name in every account, below its path where it has one. */
const roleName = z
  .string()
  .regex(
    /^(?!arn:)([!-.0-~]+\/){0,8}[\w+=,.@-]{1,64}$/,
    'is no name of an IAM role: neither an ARN nor with a / before it',
  );

const pattern = text(64);
const match = z
  .strictObject({
    ids: z.array(accountId).min(1).max(1000).optional(),
    names: z.array(pattern).min(1).max(100).optional(),
  })
  .refine(({ ids, names }) => ids !== undefined || names !== undefined, 'needs ids, names or both');

/** Which accounts AWS Organizations is asked for, and how they are read. */
export const discoverySection = z.strictObject({
  organizations: z.strictObject({ role: roleArn.optional(), externalId: externalId.optional() }).default({}),
  include: match.optional(),
  exclude: match.optional(),
  regions: z.union([z.literal('enabled'), z.array(region).min(1).max(40)], {
    error: 'is neither `enabled` nor a list of regions',
  }),
  roles: z.strictObject({
    read: roleName,
    reveal: roleName.optional(),
    rotate: roleName.optional(),
    recover: roleName.optional(),
  }),
  externalId: externalId.optional(),
  everyMinutes: z.int().min(5).max(1440).default(60),
});
