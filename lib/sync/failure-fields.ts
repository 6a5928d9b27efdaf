import 'server-only';
import { AppError } from '@/lib/domain/errors';

const FRAMES = 12;

/**
 * What the log says of a slice that failed: its kind and where it came from, never its words. Those name buckets, keys of
 * objects, roles and accounts, or quote what somebody else wrote; they stand with the scope, for whoever may see it.
 */
export function toFailureFields(error: unknown): { error: string; code?: string; stack?: string } {
  if (error instanceof AppError) {
    const { cause, problem, code } = error;
    return { error: cause instanceof Error ? cause.name : error.name, code: problem?.code ?? code };
  }
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = '' } = error;
  const at = stack.indexOf(message);
  const below = at < 0 ? stack : stack.slice(at + message.length);
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: name, stack: frames.slice(0, FRAMES).join('\n') };
}
