import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { TrailEvent } from './trail-event';

const keys = ['EventId', 'EventName', 'ReadOnly', 'Username', 'ResourceType', 'ResourceName', 'EventSource', 'AccessKeyId'] as const; // prettier-ignore
type Key = (typeof keys)[number];

export type Attribute = { AttributeKey?: string | undefined; AttributeValue?: string | undefined };
export type Test = (event: TrailEvent) => boolean;

/** What each key looks at; values are compared whole and case-sensitively (CloudTrail API Reference, LookupEvents). */
function valuesOf(key: Key, event: TrailEvent, resources: (event: TrailEvent) => string[]): (string | undefined)[] {
  switch (key) {
    case 'EventId':
      return [event.id];
    case 'EventName':
      return [event.name];
    case 'ReadOnly':
      return [String(event.readOnly)];
    case 'Username':
      return [event.username];
    case 'ResourceType':
      return [event.resourceType];
    case 'ResourceName':
      return resources(event);
    case 'EventSource':
      return [event.source];
    case 'AccessKeyId':
      return [event.accessKeyId];
  }
}

const invalid = (message: string) => new AwsError('InvalidLookupAttributesException', message);

/** Underscores, spaces, commas and line ends count twice (model, LookupAttribute). */
const lengthOf = (value: string) => value.length + (value.match(/[_ ,\n]/g)?.length ?? 0);

/** The test that a request's attributes ask for; throws InvalidLookupAttributesException for anything but none or one. */
export function readAttributes(
  attributes: readonly (Attribute | undefined)[],
  resources: (event: TrailEvent) => string[],
): Test {
  if (attributes.length > 1) throw invalid('You can specify only one lookup attribute.');
  const [attribute] = attributes;
  if (attribute === undefined) {
    if (attributes.length === 1) throw invalid('The lookup attribute is not valid.');
    return () => true;
  }
  const key = keys.find((known) => known === attribute.AttributeKey);
  const value = attribute.AttributeValue;
  if (key === undefined)
    throw invalid(`The lookup attribute key ${attribute.AttributeKey ?? 'null'} is not valid. Use one of: ${keys.join(', ')}.`); // prettier-ignore
  if (value === undefined || value === '') throw invalid('The lookup attribute value must not be empty.');
  if (lengthOf(value) > 2000) throw invalid('The lookup attribute value must not be longer than 2000 characters.');
  return (event) => valuesOf(key, event, resources).includes(value);
}
