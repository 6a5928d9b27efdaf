import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Handler } from './run-job';

/** Keeps what a slice asked of AWS. The database's absence loses the count and nothing else. */
export const countCalls =
  (ctx: SystemContext, handler: Handler): Handler =>
  async (data, signal) => {
    try {
      return await handler(data, signal);
    } finally {
      await ctx.store.calls.add(ctx.aws.takeCalls(), ctx.now()).catch(() => undefined);
    }
  };
