import 'server-only';
import { AppError } from '@/lib/domain/errors';

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Classes of SQLSTATE that pass, or that a person at the database must mend: connection, login, resources, operator. */
const PASSING = /^(08|28|53|57|58)|^(25006|40001|40P01|55P03|3D000|42P01|42501)$/;
const LOST =
  /^(Connection terminated|timeout exceeded|Client has encountered|Cannot use a pool)|server closed the connection/i;

/** drizzle's own error repeats the query's parameters; only what is under it may go on. */
function toOrigin(error: unknown): unknown {
  if (error instanceof Error && error.name !== 'AppError' && 'query' in error && error.cause !== undefined)
    return toOrigin(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return toOrigin(error.errors[0]);
  return error;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Classes of SQLSTATE that are about what was to be kept: it has no such form, or is more than the database takes. */
const OF_DATA = /^(22|54)[0-9A-Z]{3}$/;

/** Whether the database refuses what it was given, so that the same without that would go. */
export const isOfData = (error: unknown): boolean => OF_DATA.test(codeOf(toOrigin(error)));

/** Two transactions waited for one another, and this one was ended for it: the same again would go. */
const OF_RING = /^(40001|40P01)$/;

/** Whether what was asked for at once may go where each of it is asked for by itself; nothing of it was kept. */
export function mayGoAlone(error: unknown): boolean {
  const code = codeOf(toOrigin(error));
  return OF_DATA.test(code) || OF_RING.test(code);
}

/** What PostgreSQL or the way to it said, in our codes; errors of our own pass through. */
export function toDatabaseError(error: unknown): unknown {
  const origin = toOrigin(error);
  if (origin instanceof AppError) return origin;
  const code = codeOf(origin);
  const lost = origin instanceof Error && LOST.test(origin.message);
  if (lost || NETWORK.has(code) || (/^[0-9A-Z]{5}$/.test(code) && PASSING.test(code)))
    return new AppError('unavailable', 'The database cannot be reached or does not take the request now.', {
      cause: origin,
      retryAfterSeconds: 5,
    });
  return origin;
}
