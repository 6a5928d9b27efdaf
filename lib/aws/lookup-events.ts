import 'server-only';
import { LookupEventsCommand, type Event, type LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { LookupPage } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import type { AwsOptions } from './aws-options';
import { followPages } from './follow-pages';
import { createPacer, type Pacer } from './pacer';
import type { ReadClients } from './read-clients';
import { toAppError } from './to-app-error';
import { toFailure } from './failure';
import { toFailureKind } from './failure-kind';
import { findNoHistory } from './foreign/find-no-history';
import { toRecord } from './to-record';

const LARGEST_PAGE = 50;

/** Two calls a second for each account and region (CloudTrail quotas), with a little room for a clock that runs fast. */
const QUOTA_MILLISECONDS = 505;
/** The rest is for whoever else looks up events in the account. */
const SHARE = 0.75;

// A fault of AWS or of the network heals like a throttle does, and the SDK's own retries are off here.
function isWorthAnother(error: unknown): boolean {
  const { code } = toFailureKind(toFailure(error));
  return code === 'throttled' || code === 'unavailable';
}

type Pace = Pick<AwsOptions, 'takeLookupTurn' | 'lookupEventsShare'>;

export const createLookupPacer = ({ takeLookupTurn: takeTurn, lookupEventsShare: share = SHARE }: Pace): Pacer =>
  createPacer({
    takeTurn,
    intervalMilliseconds: Math.ceil(QUOTA_MILLISECONDS / share),
    isThrottled: isWorthAnother,
    pauseMilliseconds: 1_000,
    attempts: 4,
  });

const toAttribute = (name: string | undefined): LookupAttribute =>
  name === undefined
    ? { AttributeKey: 'EventSource', AttributeValue: 'secretsmanager.amazonaws.com' }
    : { AttributeKey: 'EventName', AttributeValue: name };

/**
 * Secrets Manager's records in [from, to], newest first (CloudTrail LookupEvents; whole seconds). Both
 * ends are included; `name`: records of that event name instead, of whatever service. Throws `conflict` where AWS no longer knows the token.
 */
export async function* lookupEvents(
  { trail, foreign }: ReadClients,
  pacer: Pacer,
  scope: Scope,
  range: { from: Date; to: Date; name: string | undefined },
): AsyncGenerator<LookupPage> {
  const call = { action: 'cloudtrail:LookupEvents', scopeId: scope.id };
  const input = {
    LookupAttributes: [toAttribute(range.name)],
    StartTime: range.from,
    EndTime: range.to,
    MaxResults: LARGEST_PAGE,
  };
  const pages = followPages(
    call,
    ({ EventId, CloudTrailEvent }: Event) => EventId ?? CloudTrailEvent,
    async (token) => {
      try {
        const answer = await pacer.run(scope.id, () =>
          trail
            .send(new LookupEventsCommand({ ...input, NextToken: token }))
            .catch((error: unknown) => Promise.reject(foreign ? (findNoHistory(error, call) ?? error) : error)),
        );
        return { items: answer.Events ?? [], nextToken: answer.NextToken };
      } catch (error) {
        throw toAppError(error, call);
      }
    },
  );
  for await (const { items, nextToken } of pages)
    yield { records: items.map((event) => toRecord(event.CloudTrailEvent)), more: nextToken !== undefined };
}
