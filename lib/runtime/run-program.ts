import 'server-only';
import { AppError, toLine } from '@/lib/domain/errors';
import { complain } from './say';
import { StartError } from './start-error';
import { createTeardown, type Teardown } from './teardown';

/**
 * Runs one of our programs: until it returns (its exit code, where it has one), or with `stays` until it is told to stop. Whatever it
 * began is ended in order, on success, on failure and on every signal; a second signal changes nothing.
 */
export function runProgram(
  program: (teardown: Teardown) => Promise<number> | Promise<void>,
  { stays, failure = 1 }: { stays: boolean; failure?: number },
): void {
  const teardown = createTeardown();
  let leaving: Promise<void> | undefined;
  const leave = (code: number): void => {
    leaving ??= teardown.run().then(() => process.exit(code));
  };
  // Whoever started us is gone, by kill -9 too. Unreferenced: a program that is done need not wait for it.
  process.once('disconnect', () => leave(0));
  process.channel?.unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(0));
  const run = async (): Promise<void> => {
    try {
      const code = await program(teardown);
      if (!stays) leave(code ?? 0);
    } catch (error) {
      if (!leaving) complain(describe(error));
      leave(failure);
    }
  };
  void run();
}

/** One clear line for what was foreseen; what was not keeps its stack, since only that tells where. */
function describe(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof AppError) return toLine(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
