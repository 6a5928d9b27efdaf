import { defineOperation } from '@/lib/local-aws/operation';
import { ofExecution, requireExecution } from './query-execution';

/** StopQueryExecution (Athena API Reference): what has ended stays as it is. */
export const stopQueryExecution = defineOperation({
  name: 'StopQueryExecution',
  source: 'athena.amazonaws.com',
  readOnly: false,
  quota: { group: 'StopQueryExecution', perSecond: 20 },
  input: ofExecution,
  shows: ['QueryExecutionId'],
  act: (call, { QueryExecutionId }) => {
    const execution = requireExecution(call, 'StopQueryExecution', QueryExecutionId);
    if (execution.state === 'QUEUED' || execution.state === 'RUNNING') {
      execution.state = 'CANCELLED';
      execution.completed = call.now;
    }
    return {};
  },
});
