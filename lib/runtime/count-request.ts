import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { usualBucket, type RouteBucket } from '@/lib/domain/rate-limits';
import { limits, requireTurn, type Allowance, type Counting } from './limits';

/** What a request is counted as, and what came of it. */
export interface Count {
  method: string;
  bucket: RouteBucket;
  /** null: nobody who is known. */
  counting: Counting | null;
  /** What an API token is told of its allowance. */
  allowance: Allowance | null;
}

export const toCount = (method: string, bucket: RouteBucket = usualBucket(method)): Count => ({
  method,
  bucket,
  counting: null,
  allowance: null,
});

/** Throws `rate_limited` for a person or token who has had their turns, or so many refusals that all of theirs waits. */
export function countKnown(count: Count, counting: Counting, now: Date): void {
  count.counting = counting;
  const tell = (allowance: Allowance | null): Allowance | null => {
    if (counting.by === 'token') count.allowance = allowance;
    return allowance;
  };
  const refusals = limits().look('refusal', counting, now);
  if (refusals && !refusals.isTaken) requireTurn(tell(refusals));
  const { bucket, method } = count;
  // What a token may never do has no bucket of tokens; that it was tried is counted all the same.
  requireTurn(tell(limits().take(bucket, counting, now) ?? limits().take(usualBucket(method), counting, now)));
}

const isDenial = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'forbidden' || error.code === 'not_found');

/** Counts an answer that said no: to guess at ids is to collect these. Throws never, the answer is no already. */
export function countDenial({ counting }: Pick<Count, 'counting'>, error: unknown, now: Date): void {
  if (counting && isDenial(error)) limits().take('refusal', counting, now);
}
