import { expect, it } from 'vitest';
import { USUAL_ATHENA } from '@/lib/domain/athena/athena-settings';
import { toQueryFailure } from './to-query-failure';

const problemOf = (reason: string) => toQueryFailure('failed', reason, USUAL_ATHENA).problem;

it.each([
  [
    'unsupported',
    'TABLE_NOT_FOUND: line 1:15: Table ‘awsdatacatalog.k.c’ does not exist',
    'TABLE_NOT_FOUND, there is no such table.',
  ],
  [
    'unsupported',
    'SYNTAX_ERROR: line 1:15: Table awsdatacatalog.k.c does not exist',
    'SYNTAX_ERROR, there is no such table.',
  ],
  [
    'unsupported',
    'COLUMN_NOT_FOUND: line 1:8: Column ‘x’ cannot be resolved or requester is not authorized to access requested resources',
    'COLUMN_NOT_FOUND, the table lacks a column.',
  ],
  [
    'unsupported',
    'HIVE_CURSOR_ERROR: Row is not a valid JSON Object',
    'HIVE_CURSOR_ERROR, the files could not be read',
  ],
  [
    'denied',
    'HIVE_CURSOR_ERROR: Failed to read s3://b/k: Access Denied (Service: Amazon S3; Status Code: 403)',
    'HIVE_CURSOR_ERROR, something was denied to it.',
  ],
  ['denied', 'PERMISSION_DENIED: Access denied on operation', 'PERMISSION_DENIED, something was denied to it.'],
  ['denied', 'Access denied when writing to location: s3://b/k', 'failed: something was denied to it.'],
  [
    'throttled',
    'Bytes scanned limit was exceeded. Query cancelled.',
    'failed: it scanned more than its workgroup allows.',
  ],
  ['throttled', 'EXCEEDED_MEMORY_LIMIT: Query exceeded limit', 'EXCEEDED_MEMORY_LIMIT, it took more time or memory'],
  ['throttled', 'Query exhausted resources at this scale factor', 'failed: it took more time or memory'],
  ['unknown', 'GENERIC_INTERNAL_ERROR: something', 'failed: GENERIC_INTERNAL_ERROR.'],
  ['unknown', 'something', 'cloudtrail failed.'],
  ['unknown', '', 'cloudtrail failed.'],
])('is told as %s: %s', (code, reason, message) => {
  expect(problemOf(reason)).toMatchObject({ code, message: expect.stringContaining(message) });
});

it.each([
  "HIVE_BAD_DATA: Error parsing field value 'CANARY-7f' for field 12: not a number",
  'INVALID_FUNCTION_ARGUMENT: Cannot parse JSON: {"SecretString":"CANARY-7f"}, Access Denied, does not exist',
  'CANARY-7f: Status Code: 403',
  'CANARY_F does not exist',
  "SYNTAX_ERROR: line 1:1: Column 'CANARY-7f' cannot be resolved",
])('what it quotes of a record goes nowhere: %s', (reason) => {
  const failure = toQueryFailure('failed', reason, USUAL_ATHENA);
  expect(JSON.stringify([failure.message, failure.problem, failure.remedy])).not.toContain('CANARY');
});
