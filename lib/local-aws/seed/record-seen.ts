import { accountOf } from '@/lib/local-aws/cloudtrail/actor';
import { toApiEvent, secretResource, type ApiRecord } from '@/lib/local-aws/cloudtrail/api-record';
import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import { uuidOf } from './hash';
import type { Seen } from './actors';

export type Told = Pick<ApiRecord, 'time' | 'name' | 'request'> &
  Partial<Pick<ApiRecord, 'response' | 'error' | 'resource' | 'source' | 'invokedBy' | 'recipient' | 'sharedId'>>;

/**
 * A seeded record of an API call. Its ids follow from the scope, the moment and the key, so a day told again tomorrow is
 * the same day.
 */
export function recordSeen(scopeKey: string, region: string, key: string, seen: Seen, told: Told): TrailEvent {
  const id = `${scopeKey} ${key} ${told.time} ${told.name}`;
  return toApiEvent({
    id: uuidOf(`event ${id}`),
    requestId: uuidOf(`request ${id}`),
    region,
    recipient: accountOf(seen.caller) ?? '',
    source: 'secretsmanager.amazonaws.com',
    readOnly: /^(Get|List|Describe|Decrypt)/.test(told.name),
    response: null,
    ...seen,
    ...told,
  });
}

/** What a caller passes as SecretId for the same secret. */
export function passedId(arn: string, name: string, by: 'arn' | 'name' | 'partial' = 'arn'): string {
  if (by === 'name') return name;
  return by === 'arn' ? arn : arn.slice(0, -7);
}

export const resourceOf = (id: string) => secretResource(id);
