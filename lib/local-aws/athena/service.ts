import type { JsonService } from '@/lib/local-aws/json-service';
import { getQueryExecution } from './get-query-execution';
import { getQueryResults } from './get-query-results';
import { startQueryExecution } from './start-query-execution';
import { stopQueryExecution } from './stop-query-execution';

export const athena: JsonService = {
  service: 'athena',
  targetPrefixes: ['AmazonAthena'],
  operations: new Map(
    [startQueryExecution, getQueryExecution, getQueryResults, stopQueryExecution].map((operation) => [
      operation.name,
      operation,
    ]),
  ),
};
