import { createHash } from 'node:crypto';
import { toTrailTime } from '@/lib/local-aws/cloudtrail/session-context';
import type { Credentials } from '@/lib/local-aws/iam/session-token';
import type { JsonObject } from '@/lib/local-aws/wire/json';

export function toCredentials(keys: Credentials, expiresAt: number): JsonObject {
  return {
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    SessionToken: keys.sessionToken,
    Expiration: toTrailTime(expiresAt),
  };
}

/** The record shows the new key's id, never its secret, and of the token only a mark. */
export function toShownCredentials(keys: Credentials, expiresAt: number): JsonObject {
  return {
    accessKeyId: keys.accessKeyId,
    sessionToken: createHash('sha256').update(keys.sessionToken).digest('hex'),
    expiration: toTrailTime(expiresAt),
  };
}

/** Credentials begin with a whole second. */
export const wholeSecond = (time: number) => Math.floor(time / 1000) * 1000;
