import { LookupEventsCommand, type LookupAttributeKey } from '@aws-sdk/client-cloudtrail';
import type { LocalWorld, Where } from './local-world';

/** A record as loose JSON: tests look into it by path. */
export type TrailRecord = Record<string, unknown> & { eventName: string };

function isRecord(value: unknown): value is TrailRecord {
  return typeof value === 'object' && value !== null && 'eventName' in value;
}

/** The newest records of a scope, newest first, by one attribute. */
export async function readTrail(
  world: LocalWorld,
  key?: LookupAttributeKey,
  value?: string,
  where: Where = {},
): Promise<TrailRecord[]> {
  const LookupAttributes = key === undefined ? undefined : [{ AttributeKey: key, AttributeValue: value }];
  const { Events = [] } = await world.trail(where).send(new LookupEventsCommand({ LookupAttributes }));
  return Events.map(({ CloudTrailEvent = '' }) => {
    const parsed: unknown = JSON.parse(CloudTrailEvent);
    if (!isRecord(parsed)) throw new Error('a record without a name');
    return parsed;
  });
}
