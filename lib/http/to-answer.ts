import 'server-only';
import type { z } from 'zod';
import type { Entry, Operation } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';
import type { Log } from '@/lib/domain/ports/context';
import { answerHeaders } from './answer-headers';

type Stated<A extends z.ZodType> = Operation<Entry, z.ZodObject, z.ZodObject, z.ZodType, A>;

/**
 * What leaves the house has passed the strict schema: a column too many in the store is an error
 * here, not a leak. Only paths are logged, since what is wrong may be what must not be seen.
 */
export function checkAnswer<A extends z.ZodType>(
  operation: Pick<Stated<A>, 'id' | 'answer'>,
  answer: unknown,
  log: Log,
): z.output<A> {
  const parsed = operation.answer.safeParse(answer);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.slice(0, 10).map(({ path, code }) => `${path.join('.')}: ${code}`);
  log.error({ route: operation.id, paths: paths.join(', ') }, 'answer breaks the contract');
  throw new AppError('internal', 'The answer did not have the promised shape and was withheld.');
}

export function toAnswer(
  operation: Pick<Stated<z.ZodType>, 'contentType'>,
  answer: unknown,
  status: number,
  requestId: string,
): Response {
  if (status === 204) return new Response(null, { status, headers: answerHeaders(requestId, null) });
  const headers = answerHeaders(requestId, operation.contentType ?? 'application/json');
  return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status, headers });
}
