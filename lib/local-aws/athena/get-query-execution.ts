import { defineOperation } from '@/lib/local-aws/operation';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { ofExecution, requireExecution, type QueryExecution, type QueryState } from './query-execution';

/** Queued at the first look, running at the second; what it came to only after that. */
function toShown({ state, looks }: QueryExecution): QueryState {
  if (looks === 1) return 'QUEUED';
  return looks === 2 || state === 'QUEUED' ? 'RUNNING' : state;
}

/** GetQueryExecution (Athena API Reference). */
export const getQueryExecution = defineOperation({
  name: 'GetQueryExecution',
  source: 'athena.amazonaws.com',
  readOnly: true,
  quota: { group: 'GetQueryExecution', perSecond: 100 },
  input: ofExecution,
  shows: ['QueryExecutionId'],
  act: (call, { QueryExecutionId }) => {
    const execution = requireExecution(call, 'GetQueryExecution', QueryExecutionId);
    execution.looks += 1;
    const { id, sql, workgroup, submitted, completed, reason, result } = execution;
    const state = execution.state === 'CANCELLED' ? execution.state : toShown(execution);
    const isOver = state !== 'QUEUED' && state !== 'RUNNING';
    return {
      QueryExecution: {
        QueryExecutionId: id,
        Query: sql,
        StatementType: 'DML',
        WorkGroup: workgroup,
        Status: {
          State: state,
          SubmissionDateTime: toEpochSeconds(submitted),
          ...(isOver && reason !== undefined ? { StateChangeReason: reason } : {}),
          ...(isOver && completed !== undefined ? { CompletionDateTime: toEpochSeconds(completed) } : {}),
        },
        Statistics: { DataScannedInBytes: result?.bytesScanned ?? 0 },
      },
    };
  },
});
