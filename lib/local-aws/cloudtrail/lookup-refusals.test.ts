import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { expect, test } from 'vitest';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';

const world = useLocalWorld({ secrets: 20, historyDays: 2 });

const name = { AttributeKey: 'EventName', AttributeValue: 'GetSecretValue' } as const;
const attribute = (AttributeKey: unknown, AttributeValue: unknown) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

// What the SDK's types forbid, and what it would not send, goes over the wire all the same.
test.each<[string, object, string]>([
  ['none', { MaxResults: 0 }, 'InvalidMaxResultsException'],
  ['fewer than none', { MaxResults: -1 }, 'InvalidMaxResultsException'],
  ['fifty-one', { MaxResults: 51 }, 'InvalidMaxResultsException'],
  ['half an event', { MaxResults: 1.5 }, 'SerializationException'],
  ['a token that is none', { NextToken: 'nonsense' }, 'InvalidNextTokenException'],
  ['an empty token', { NextToken: '' }, 'InvalidNextTokenException'],
  ['a token with two dots', { NextToken: 'a.b.c' }, 'InvalidNextTokenException'],
  ['a token of nothing', { NextToken: '.' }, 'InvalidNextTokenException'],
  ['a very long token', { NextToken: 'a'.repeat(100_000) }, 'InvalidNextTokenException'],
  ['an end before the start', { StartTime: 2e9, EndTime: 1e9 }, 'InvalidTimeRangeException'],
  ['a time in words', { StartTime: 'yesterday' }, 'SerializationException'],
  ['two attributes', { LookupAttributes: [name, name] }, 'InvalidLookupAttributesException'],
  ['an attribute that does not exist', attribute('SecretId', 'a'), 'InvalidLookupAttributesException'],
  ['an attribute in another case', attribute('eventname', 'GetSecretValue'), 'InvalidLookupAttributesException'],
  ['an inherited attribute', attribute('constructor', 'a'), 'InvalidLookupAttributesException'],
  ['an attribute without a key', attribute(undefined, 'a'), 'InvalidLookupAttributesException'],
  ['an attribute without a value', attribute('EventName', undefined), 'InvalidLookupAttributesException'],
  ['an empty value', attribute('EventName', ''), 'InvalidLookupAttributesException'],
  ['a value too long', attribute('EventName', 'a'.repeat(2001)), 'InvalidLookupAttributesException'],
  ['underscores count twice', attribute('EventName', '_'.repeat(1001)), 'InvalidLookupAttributesException'],
  ['a value that is a number', attribute('EventName', 7), 'SerializationException'],
  ['attributes that are no list', { LookupAttributes: 'EventName' }, 'SerializationException'],
  ['a category that does not exist', { EventCategory: 'data' }, 'InvalidEventCategoryException'],
])('refused: %s', async (_what, input, code) => {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'CloudTrail_20131101.LookupEvents',
  };
  const request = { path: '/', headers, body: JSON.stringify(input), service: 'cloudtrail' };
  const { status, body } = await sendSigned(world.aws.url, request, adminKeys);
  expect({ status, ...JSON.parse(body.toString()) }).toMatchObject({ status: 400, __type: code });
});

test.each([
  ['a time before all time', { StartTime: new Date(-1e13) }],
  ['an end in the far future', { EndTime: new Date(8e15) }],
  [
    'a value as long as may be',
    { LookupAttributes: [{ ...name, AttributeValue: `${'_'.repeat(500)}${'a'.repeat(1000)}` }] },
  ],
  [
    'a read-only that is neither',
    { LookupAttributes: [{ AttributeKey: 'ReadOnly' as const, AttributeValue: 'maybe' }] },
  ],
  ['insights, of which there are none', { EventCategory: 'insight' as const }],
])('answered: %s', async (_what, input) => {
  const { $metadata } = await world.trail().send(new LookupEventsCommand(input));
  expect($metadata.httpStatusCode).toBe(200);
});

test.each([
  ['in another case', { ...name, AttributeValue: 'getsecretvalue' }],
  ['in part', { ...name, AttributeValue: 'GetSecret' }],
])('a value is found whole and as it is written, not %s', async (_what, one) => {
  const { Events } = await world.trail().send(new LookupEventsCommand({ LookupAttributes: [one] }));
  expect(Events).toEqual([]);
});
