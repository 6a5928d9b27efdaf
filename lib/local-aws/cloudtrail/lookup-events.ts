import type { Call } from '@/lib/local-aws/call';
import { standingMs } from '@/lib/local-aws/faults/fault';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import type { Options } from '@/lib/local-aws/options';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, list, structure, text, timestamp } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds, type JsonObject } from '@/lib/local-aws/wire/json';
import { fingerprint, openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { toDelivered, visibleFrom } from './delivery';
import { readAttributes, type Attribute } from './lookup-attribute';
import { resourceNames } from './resource-names';
import { dayMs, startAt, walkBack, type Position, type TrailEvent } from './trail';

function toListEntry(event: TrailEvent, options: Options): JsonObject {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.readOnly),
    AccessKeyId: event.accessKeyId,
    EventTime: toEpochSeconds(Math.floor(event.time / 1000) * 1000),
    EventSource: event.source,
    Username: event.username,
    Resources: resourceNames(event, options.resourceNames).map((name) => ({
      ResourceType: event.resourceType,
      ResourceName: name,
    })),
    CloudTrailEvent: JSON.stringify(toDelivered(event, options)),
  };
}

/** Where a listing stands: behind which event, how far back it goes, and the moment it shows the trail of. */
type Page = Position & { from: number; asOf: number };

function openPage(call: Call, bound: string, token: string): Page {
  const { time, rank, from, asOf, ...rest } = openToken(call.world.seal, 'events', token) ?? {};
  const isPage =
    typeof time === 'number' && typeof rank === 'number' && typeof from === 'number' && typeof asOf === 'number';
  if (!isPage || rest.bound !== bound) throw new AwsError('InvalidNextTokenException', 'Invalid nextToken.');
  return { time, rank, from, asOf };
}

/** Times are compared as they are shown, in whole seconds, both ends included. */
function firstPage({ now }: Call, start: number | undefined, end: number | undefined): Page {
  if (start !== undefined && end !== undefined && start > end)
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
  const from = Math.max(Math.ceil((start ?? 0) / 1000) * 1000, now - 90 * dayMs);
  const until = end === undefined ? now : Math.min(now, Math.floor(end / 1000) * 1000 + 999);
  return { ...startAt(until), from, asOf: now };
}

const members = {
  LookupAttributes: list<Attribute | undefined>(structure<Attribute>({ AttributeKey: text(), AttributeValue: text() })),
  StartTime: timestamp,
  EndTime: timestamp,
  EventCategory: text(),
  MaxResults: integer({}),
  NextToken: text(),
};

/**
 * LookupEvents: the last 90 days of one scope, newest first, one attribute, 50 a page, two requests a second
 * (CloudTrail API Reference). A token is good only with the parameters it was given for; all its pages show the events
 * that could be seen when the first was asked for.
 */
export const lookupEvents = defineOperation({
  name: 'LookupEvents',
  source: 'cloudtrail.amazonaws.com',
  readOnly: true,
  quota: { group: 'LookupEvents', perSecond: 2 },
  input: members,
  shows: ['LookupAttributes', 'StartTime', 'EndTime', 'EventCategory', 'MaxResults', 'NextToken'],
  act: (call, input) => {
    const { scope, world } = call;
    const late = standingMs(world, 'event-delay', {
      operation: 'LookupEvents',
      account: scope.account,
      region: scope.region,
    });
    const options = { ...world.options, eventDelayMs: world.options.eventDelayMs + late };
    authorize(call, { action: 'cloudtrail:LookupEvents', resource: '*', owner: scope.account, context: {} });
    const { StartTime, EndTime, LookupAttributes = [], EventCategory, MaxResults = 50 } = input;
    if (MaxResults < 1 || MaxResults > 50)
      throw new AwsError('InvalidMaxResultsException', 'The maximum number of results must be from 1 to 50.');
    if (EventCategory !== undefined && EventCategory !== 'insight')
      throw new AwsError('InvalidEventCategoryException', `The event category ${EventCategory} is not valid.`);
    const fits = readAttributes(LookupAttributes, (event) => resourceNames(event, options.resourceNames));
    const bound = fingerprint(scope.account, scope.region, LookupAttributes, StartTime, EndTime, EventCategory);
    const first = firstPage(call, StartTime, EndTime);
    const page = input.NextToken === undefined ? first : openPage(call, bound, input.NextToken);
    const events: JsonObject[] = [];
    // Nothing unusual ever happens here that CloudTrail Insights would tell of.
    if (EventCategory === 'insight') return { Events: events, NextToken: undefined };
    let end: Position = page;
    for (const { event, next } of walkBack(scope.trail, page, page.from)) {
      if (!fits(event) || visibleFrom(event, options) > page.asOf) continue;
      if (events.length === MaxResults)
        return { Events: events, NextToken: sealToken(world.seal, 'events', { ...page, ...end, bound }) };
      end = next;
      events.push(toListEntry(event, options));
    }
    return { Events: events, NextToken: undefined };
  },
});
