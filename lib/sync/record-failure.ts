import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ScopeProblem, SyncKind } from '@/lib/domain/scope';

const OURS: Omit<ScopeProblem, 'since'> = {
  code: 'unknown',
  message: 'Keyledger itself failed while it read this scope.',
  remedy: "Look at the worker's log. It tries again by itself.",
};

/**
 * Runs one reading of a scope; where it fails, the scope's health says why and what to do, and the
 * last good data stays. Being stopped is no failure of the scope.
 */
export async function recordFailure<T>(
  ctx: SystemContext,
  scopeId: string,
  kind: SyncKind,
  signal: AbortSignal,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    // Whether the database can be reached says nothing about the scope.
    const isOfDatabase = error instanceof AppError && error.code === 'unavailable' && error.problem === undefined;
    if (!signal.aborted && !isOfDatabase) {
      const problem = (error instanceof AppError ? error.problem : undefined) ?? OURS;
      await ctx.store.scopes.recordFailure(scopeId, kind, problem, ctx.now());
    }
    throw error;
  }
}
