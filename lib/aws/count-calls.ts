import 'server-only';
import type { AwsCall } from '@/lib/domain/ports/aws';
import type { ReadClients } from './read-clients';

export interface CallCounter {
  /** Counts every call of these clients, each attempt of a retried one by itself, as AWS does. */
  watch(scopeId: string, clients: Pick<ReadClients, 'secrets' | 'pages' | 'trail'>): void;
  /** What was counted since it was last taken. */
  take(): AwsCall[];
}

export function createCallCounter(): CallCounter {
  let counted = new Map<string, AwsCall>();
  const count = (scopeId: string, command: string | undefined): void => {
    const operation = (command ?? 'unknown').replace(/Command$/, '');
    const key = `${scopeId} ${operation}`;
    const call = counted.get(key) ?? { scopeId, operation, calls: 0 };
    counted.set(key, { ...call, calls: call.calls + 1 });
  };
  // After the step that retries, so that it sees each attempt.
  const how = { step: 'deserialize', name: 'keyledgerCountCalls' } as const;
  return {
    watch(scopeId, { secrets, pages, trail }) {
      for (const client of [secrets, pages])
        client.middlewareStack.add(
          (next, { commandName }) =>
            async (args) => {
              count(scopeId, commandName);
              return next(args);
            },
          how,
        );
      trail.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            count(scopeId, commandName);
            return next(args);
          },
        how,
      );
    },
    take() {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
  };
}
