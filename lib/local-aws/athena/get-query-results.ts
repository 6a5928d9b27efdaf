import { defineOperation } from '@/lib/local-aws/operation';
import { integer, text } from '@/lib/local-aws/wire/fields';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { World } from '@/lib/local-aws/world/world';
import { invalidRequest, ofExecution, requireExecution } from './query-execution';

function readStart(world: World, token: string | undefined, id: string): number {
  if (token === undefined) return 0;
  const opened = openToken(world.seal, 'athena', token);
  if (typeof opened?.next !== 'number' || opened.id !== id) throw invalidRequest('Invalid NextToken');
  return opened.next;
}

const members = {
  ...ofExecution,
  NextToken: text({ min: 1, max: 1024 }),
  MaxResults: integer({ min: 1, max: 1000 }),
};

/** GetQueryResults (Athena API Reference): up to 1000 rows a page, the first of all being the columns' names. */
export const getQueryResults = defineOperation({
  name: 'GetQueryResults',
  source: 'athena.amazonaws.com',
  readOnly: true,
  quota: { group: 'GetQueryResults', perSecond: 100 },
  input: members,
  shows: ['QueryExecutionId', 'MaxResults'],
  act: (call, { QueryExecutionId, NextToken, MaxResults = 1000 }) => {
    const { id, state, result } = requireExecution(call, 'GetQueryResults', QueryExecutionId);
    if (state === 'QUEUED' || state === 'RUNNING')
      throw invalidRequest(`Query has not yet finished. Current state: ${state}`);
    if (result === undefined) throw invalidRequest(`Query did not finish successfully. Final query state: ${state}`);
    const start = readStart(call.world, NextToken, id);
    const end = start + MaxResults;
    const rows = [result.columns, ...result.rows];
    return {
      ResultSet: {
        Rows: rows
          .slice(start, end)
          .map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: value })) })),
        ResultSetMetadata: { ColumnInfo: result.columns.map((Name) => ({ Name, Type: 'varchar' })) },
      },
      UpdateCount: 0,
      NextToken: end < rows.length ? sealToken(call.world.seal, 'athena', { next: end, id }) : undefined,
    };
  },
});
