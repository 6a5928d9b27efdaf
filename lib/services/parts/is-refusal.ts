import 'server-only';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import type { ScopeProblem } from '@/lib/domain/scope';

const CODES: ReadonlySet<ErrorCode> = new Set([
  'invalid',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'throttled',
]);
const PROBLEMS: ReadonlySet<ScopeProblem['code']> = new Set(['denied', 'expired', 'region_off', 'unsupported']);

/** An answer that says no, so that nothing was begun. A timeout, a cut connection or a 5xx says nothing of what became of the call. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AppError &&
  (CODES.has(error.code) || (error.problem !== undefined && PROBLEMS.has(error.problem.code)));
