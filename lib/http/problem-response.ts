import 'server-only';
import { z } from 'zod';
import { findProblem } from '@/lib/contract/find-problem';
import type { Problem } from '@/lib/contract/problem';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import { answerHeaders } from './answer-headers';

/** Seconds, where the error itself knows none: contract.md promises Retry-After on these. */
const RETRY_AFTER: Partial<Record<ErrorCode, number>> = { rate_limited: 10, throttled: 5, unavailable: 5 };

const OWN_WORDS = 'Something went wrong here. The log has more under this request id.';

// By its form, not by `instanceof`, as in findProblem: a build may hold the class more than once.
const stated = z.object({
  retryAfterSeconds: z.number().optional(),
  challenge: z.literal('invalid_token').optional(),
  problem: z.object({ remedy: z.string() }).optional(),
});

/** RFC 9457. What is not an AppError gets fixed text: its own words may hold anything. */
export function toProblem(error: unknown, requestId: string): Problem {
  const found = findProblem(error, requestId) ?? findProblem(new AppError('internal', OWN_WORDS), requestId);
  if (!found) throw new TypeError('our own error is no problem');
  const { errors, remedy = findStated(error).problem?.remedy, ...problem } = found;
  return {
    ...problem,
    ...(errors && errors.length > 0 ? { errors } : {}),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId);
  const headers = answerHeaders(requestId, 'application/problem+json');
  const { retryAfterSeconds, challenge } = findStated(error);
  // RFC 9110 §15.5.2: a 401 says how to come in. A browser asks nobody anything for this scheme.
  if (problem.code === 'unauthenticated')
    headers.set('WWW-Authenticate', challenge ? `Bearer error="${challenge}"` : 'Bearer');
  const retryAfter = retryAfterSeconds ?? RETRY_AFTER[problem.code];
  if (retryAfter !== undefined) headers.set('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

const findStated = (error: unknown): z.output<typeof stated> => stated.safeParse(error).data ?? {};
