import { blob, list, required, structure, text } from '@/lib/local-aws/wire/fields';
import type { Tag } from '@/lib/local-aws/world/secret';

/** Members that many operations share, with the limits of the service model (secretsmanager 2017-10-17). */
export const secretId = required(text({ min: 1, max: 2048 }), '');
export const token = text({ min: 32, max: 64 });
export const versionId = text({ min: 32, max: 64 });
export const stage = text({ min: 1, max: 256 });
export const nextToken = text({ min: 1, max: 4096 });
export const description = text({ max: 2048 });
export const kmsKeyId = text({ max: 2048 });
export const secretString = text({ min: 1, max: 65_536, sensitive: true });
export const secretBinary = blob({ min: 1, max: 65_536 });
export const tags = list<Tag>(
  required(structure<Tag>({ Key: required(text({ min: 1, max: 128 }), ''), Value: required(text({ max: 256 }), '') }), {
    Key: '',
    Value: '',
  }),
);
