import 'server-only';
import type { Problem } from '@/lib/contract/problem';
import { AppError, STATUS_OF, type ErrorCode } from '@/lib/domain/errors';
import { answerHeaders } from './answer-headers';

const TITLES: Record<ErrorCode, string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Sign in first',
  reauth_required: 'Sign in again first',
  approval_required: 'Somebody has to approve this first',
  forbidden: 'You may not do this',
  not_found: 'Not found',
  conflict: 'Something is in the way',
  too_large: 'The request is too large',
  rate_limited: 'Too many requests',
  internal: 'Keyledger failed',
  upstream: 'AWS refused or failed',
  throttled: 'AWS asks to slow down',
  unavailable: 'Not available right now',
};

/** Seconds, where the error itself knows none: contract.md promises Retry-After on these. */
const RETRY_AFTER: Partial<Record<ErrorCode, number>> = { rate_limited: 10, throttled: 5, unavailable: 5 };

/** RFC 9457. What is not an AppError gets fixed text: its own words may hold anything. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof AppError ? error : null;
  const code = known?.code ?? 'internal';
  const remedy = known?.remedy ?? known?.problem?.remedy;
  return {
    type: 'about:blank',
    title: TITLES[code],
    status: STATUS_OF[code],
    detail: known?.message ?? 'Something went wrong here. The log has more under this request id.',
    code,
    requestId,
    ...(known && known.errors.length > 0 ? { errors: known.errors } : {}),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId);
  const headers = answerHeaders(requestId, 'application/problem+json');
  const stated = error instanceof AppError ? error.retryAfterSeconds : undefined;
  const retryAfter = stated ?? RETRY_AFTER[problem.code];
  if (retryAfter !== undefined) headers.set('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
