import { createHash } from 'node:crypto';

/** The opaque, stable id of a secret in URLs: 128 bits of SHA-256 over its ARN, base64url, 22 characters. */
export const toSecretId = (arn: string): string =>
  createHash('sha256').update(arn).digest().subarray(0, 16).toString('base64url');
