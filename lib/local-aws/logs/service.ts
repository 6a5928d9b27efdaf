import type { JsonService } from '@/lib/local-aws/json-service';
import { describeLogGroups } from './describe-log-groups';
import { filterLogEvents } from './filter-log-events';

export const logs: JsonService = {
  service: 'logs',
  targetPrefixes: ['Logs_20140328'],
  operations: new Map([filterLogEvents, describeLogGroups].map((operation) => [operation.name, operation])),
};
