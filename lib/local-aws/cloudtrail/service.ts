import type { JsonService } from '@/lib/local-aws/json-service';
import { lookupEvents } from './lookup-events';

/** The JavaScript SDK sends the target prefix without its package. */
export const cloudTrail: JsonService = {
  service: 'cloudtrail',
  targetPrefixes: ['com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', 'CloudTrail_20131101'],
  operations: new Map([[lookupEvents.name, lookupEvents]]),
};
