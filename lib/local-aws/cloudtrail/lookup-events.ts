import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, list, oneOf, required, structure, text, timestamp } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds, type JsonObject } from '@/lib/local-aws/wire/json';
import { fingerprint, openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { dayMs, startAt, walkBack, type Position, type TrailEvent } from './trail';

const attributeKeys = ['EventId', 'EventName', 'ReadOnly', 'Username', 'ResourceType', 'ResourceName', 'EventSource', 'AccessKeyId'] as const; // prettier-ignore
type AttributeKey = (typeof attributeKeys)[number];
type Attribute = { AttributeKey: AttributeKey; AttributeValue: string };

/** Lookup attributes are compared whole and case-sensitively (CloudTrail API Reference, LookupEvents). */
const tests: Record<AttributeKey, (event: TrailEvent, value: string) => boolean> = {
  EventId: (event, value) => event.id === value,
  EventName: (event, value) => event.name === value,
  ReadOnly: (event, value) => String(event.readOnly) === value,
  Username: (event, value) => event.username === value,
  ResourceType: (event, value) => event.resourceType === value,
  ResourceName: (event, value) => event.resources.includes(value),
  EventSource: (event, value) => event.source === value,
  AccessKeyId: (event, value) => event.accessKeyId === value,
};

function toListEntry(event: TrailEvent): JsonObject {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.readOnly),
    AccessKeyId: event.accessKeyId,
    EventTime: toEpochSeconds(Math.floor(event.time / 1000) * 1000),
    EventSource: event.source,
    Username: event.username,
    Resources: event.resources.map((name) => ({ ResourceType: event.resourceType, ResourceName: name })),
    CloudTrailEvent: JSON.stringify(event.toRecord()),
  };
}

function readPosition(seal: Buffer, bound: string, token: string): Position & { from: number } {
  const page = openToken(seal, 'events', token);
  const { day, history, live, from } = page ?? {};
  const valid = typeof day === 'number' && typeof live === 'number' && typeof from === 'number';
  if (!valid || page?.bound !== bound) throw new AwsError('InvalidNextTokenException', 'Invalid nextToken.');
  // A day that was not begun yet is sealed without a number, as JSON has no Infinity.
  return { day, live, from, history: typeof history === 'number' ? history : Infinity };
}

const members = {
  LookupAttributes: list<Attribute | undefined>(
    structure<Attribute>({
      AttributeKey: required(oneOf(attributeKeys), 'EventId'),
      AttributeValue: required(text({ min: 1, max: 2000 }), ''),
    }),
  ),
  StartTime: timestamp,
  EndTime: timestamp,
  EventCategory: oneOf(['insight']),
  MaxResults: integer({ min: 1, max: 50 }),
  NextToken: text(),
};

/**
 * LookupEvents: the last 90 days of one scope, newest first, one attribute, 50 a page, two requests a second
 * (CloudTrail API Reference). A token is good only with the parameters it was given for.
 */
export const lookupEvents = defineOperation({
  name: 'LookupEvents',
  source: 'cloudtrail.amazonaws.com',
  readOnly: true,
  quota: { group: 'LookupEvents', perSecond: 2 },
  input: members,
  shows: ['LookupAttributes', 'StartTime', 'EndTime', 'MaxResults', 'NextToken'],
  act: (call, input) => {
    const { scope, world, now } = call;
    authorize(call.caller, { action: 'cloudtrail:LookupEvents', resource: '*', owner: scope.account, context: {} });
    const { StartTime, EndTime, LookupAttributes = [] } = input;
    if (LookupAttributes.length > 1)
      throw new AwsError('InvalidLookupAttributesException', 'You can specify only one lookup attribute.');
    if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime)
      throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
    const bound = fingerprint(scope.account, scope.region, LookupAttributes, StartTime, EndTime, input.EventCategory);
    const from = Math.max(StartTime ?? 0, now - 90 * dayMs);
    const until = Math.min(EndTime === undefined ? now : EndTime + 999, now - world.options.eventDelayMs);
    const page =
      input.NextToken === undefined
        ? { ...startAt(scope.trail, until), from }
        : readPosition(world.seal, bound, input.NextToken);
    const [attribute] = LookupAttributes;
    const events: JsonObject[] = [];
    if (input.EventCategory === 'insight') return { Events: events, NextToken: undefined };
    let end: Position = page;
    for (const { event, next } of walkBack(scope.trail, page, page.from)) {
      const fits = attribute === undefined || tests[attribute.AttributeKey](event, attribute.AttributeValue);
      if (fits && events.length === (input.MaxResults ?? 50))
        return { Events: events, NextToken: sealToken(world.seal, 'events', { bound, ...end, from: page.from }) };
      end = next;
      if (fits) events.push(toListEntry(event));
    }
    return { Events: events, NextToken: undefined };
  },
});
