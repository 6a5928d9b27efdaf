import { randomUUID } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { required, text } from '@/lib/local-aws/wire/fields';
import type { World } from '@/lib/local-aws/world/world';
import type { AthenaExecutor } from './executor';

export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export type QueryExecution = {
  id: string;
  sql: string;
  token: string | undefined;
  workgroup: string;
  state: QueryState;
  reason: string | undefined;
  submitted: number;
  completed: number | undefined;
  result: Awaited<ReturnType<AthenaExecutor>> | undefined;
  /** How often it was looked at: it is queued, then runs, before it can have ended. */
  looks: number;
};

/** Which one is meant. */
export const ofExecution = { QueryExecutionId: required(text({ min: 1, max: 128 }), '') };

export const invalidRequest = (message: string) => new AwsError('InvalidRequestException', message, { modelled: true });

const kept = new WeakMap<World, Map<string, QueryExecution>>();

/** Those of an account and region: nobody else's are found. */
function executionsOf({ world, scope }: Call): Map<string, QueryExecution> {
  const all = kept.get(world) ?? new Map<string, QueryExecution>();
  kept.set(world, all);
  return new Map([...all].filter(([key]) => key.startsWith(`${scope.account} ${scope.region} `)));
}

export function authorizeQuery(call: Call, action: string, workgroup: string): void {
  const { account, region } = call.scope;
  const resource = `arn:aws:athena:${region}:${account}:workgroup/${workgroup}`;
  authorize(call, { action: `athena:${action}`, resource, owner: account, context: {}, shown: resource });
}

async function execute(execution: QueryExecution, executor: AthenaExecutor | undefined): Promise<void> {
  try {
    if (executor === undefined)
      throw new Error('GENERIC_INTERNAL_ERROR: this endpoint has nothing to run queries with');
    const result = await executor(execution.sql);
    if (execution.state === 'CANCELLED') return;
    execution.result = result;
    execution.state = 'SUCCEEDED';
  } catch (error) {
    if (execution.state === 'CANCELLED') return;
    execution.state = 'FAILED';
    execution.reason = error instanceof Error ? error.message : 'failed';
  }
  execution.completed = Date.now();
}

/** A token that was used gives the same execution, and with another query nothing (Athena API Reference, StartQueryExecution). */
export function begin(
  call: Call,
  { sql, token, workgroup }: { sql: string; token: string | undefined; workgroup: string },
) {
  const own = executionsOf(call);
  const known = token === undefined ? undefined : [...own.values()].find((one) => one.token === token);
  if (known !== undefined) {
    if (known.sql !== sql) throw invalidRequest('Idempotent parameters do not match');
    return known;
  }
  const execution: QueryExecution = {
    id: randomUUID(),
    sql,
    token,
    workgroup,
    state: 'QUEUED',
    reason: undefined,
    submitted: call.now,
    completed: undefined,
    result: undefined,
    looks: 0,
  };
  kept.get(call.world)?.set(`${call.scope.account} ${call.scope.region} ${execution.id}`, execution);
  void execute(execution, call.world.options.athena);
  return execution;
}

/** Who may not ask is refused before anything is said of what is there; what is not, is in no workgroup but the first. */
export function requireExecution(call: Call, action: string, id: string): QueryExecution {
  const found = [...executionsOf(call).values()].find((one) => one.id === id);
  authorizeQuery(call, action, found?.workgroup ?? 'primary');
  if (found === undefined) throw invalidRequest(`QueryExecution ${id} was not found`);
  return found;
}
