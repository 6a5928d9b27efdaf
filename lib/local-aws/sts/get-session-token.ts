import type { Call } from '@/lib/local-aws/call';
import { issueCredentials, newAccessKeyId } from '@/lib/local-aws/iam/session-token';
import { integer } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { toCredentials, toShownCredentials, wholeSecond } from './credentials';
import { requireLongTermUser, toDuration } from './long-term-user';
import { serialNumber, tokenCode } from './members';
import { readQuery } from './read-query';
import { recording } from './record-sts';
import { refuseMfa } from './refuse-mfa';

const members = {
  DurationSeconds: integer({ min: 900, max: 129_600 }),
  SerialNumber: serialNumber,
  TokenCode: tokenCode,
};

/** GetSessionToken: temporary credentials of a user, with that user's own rights. It needs no permission. */
export function getSessionToken(call: Call, form: JsonObject): JsonObject {
  const input = readQuery(members, form);
  const request = { durationSeconds: input.DurationSeconds, serialNumber: input.SerialNumber };
  return recording(call, 'GetSessionToken', { request }, () => {
    const user = requireLongTermUser(call, 'GetSessionToken');
    refuseMfa(input);
    const issuedAt = wholeSecond(call.now);
    const expiresAt = issuedAt + toDuration(user, input.DurationSeconds) * 1000;
    const grant = { kind: 'user', user: user.arn, issuedAt, expiresAt, mfa: false } as const;
    const keys = issueCredentials(call.world, newAccessKeyId(user.account), grant);
    return {
      answer: { Credentials: toCredentials(keys, expiresAt) },
      shown: { credentials: toShownCredentials(keys, expiresAt) },
    };
  });
}
