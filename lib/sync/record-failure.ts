import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { ScopeProblem } from '@/lib/domain/scope';

export type Problem = Omit<ScopeProblem, 'since'>;

interface Reading {
  signal: AbortSignal;
  /** What was being done, behind "while it". */
  doing: string;
  /** Keeps what is wrong where people look for it. */
  record: (problem: Problem) => Promise<void>;
}

const toOurs = (doing: string): Problem => ({
  code: 'unknown',
  message: `Keyledger itself failed while it ${doing}.`,
  remedy: "Look at the worker's log. It tries again by itself.",
});

/**
 * Runs one reading; where it fails, the health of what is read says why and what to do, and the last good data stays.
 * Being stopped is no failure of it.
 */
export async function recordFailure<T>({ signal, doing, record }: Reading, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    // Whether the database can be reached says nothing about AWS.
    const isOfDatabase = error instanceof AppError && error.code === 'unavailable' && error.problem === undefined;
    if (!signal.aborted && !isOfDatabase)
      await record((error instanceof AppError ? error.problem : undefined) ?? toOurs(doing));
    throw error;
  }
}
