import 'server-only';
import { toFailure } from '@/lib/aws/failure';
import { toFailureKind } from '@/lib/aws/failure-kind';
import { toAppError, type Call } from '@/lib/aws/to-app-error';
import { AppError } from '@/lib/domain/errors';

/** How imitators of AWS say that they have no CloudTrail: unknown, any page that is no answer, a connection that ends. */
function isWithout(error: unknown): boolean {
  const failure = toFailure(error);
  const { problem } = toFailureKind(failure);
  return problem === 'unsupported' || failure.unreadable || /^(ECONNRESET|EPIPE)$/.test(failure.name);
}

/** `unsupported` where a foreign endpoint's failed LookupEvents says that it has no history; null: it failed otherwise. */
export function findNoHistory(error: unknown, call: Call): AppError | null {
  if (!isWithout(error)) return null;
  const known = toAppError(error, call);
  const remedy = 'Nothing to do: what this endpoint does not keep cannot be read. Everything but the history works.';
  const problem = { code: 'unsupported', message: known.message, remedy, lack: 'no-history' } as const;
  return new AppError('upstream', known.message, { cause: known, problem });
}
