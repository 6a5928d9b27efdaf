import type { JsonService } from '@/lib/local-aws/json-service';
import { describeTrails } from './describe-trails';
import { listPublicKeys } from './list-public-keys';
import { lookupEvents } from './lookup-events';

/** The JavaScript SDK sends the target prefix without its package. */
export const cloudTrail: JsonService = {
  service: 'cloudtrail',
  targetPrefixes: ['com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', 'CloudTrail_20131101'],
  operations: new Map(
    [lookupEvents, describeTrails, listPublicKeys].map((operation) => [operation.name, operation] as const),
  ),
};
