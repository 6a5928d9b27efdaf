import 'server-only';
import type { z } from 'zod';
import { toQueryInput } from '@/lib/contract/query-input';
import { idempotencyKey } from '@/lib/contract/shared';
import { AppError, notFound, type FieldError } from '@/lib/domain/errors';

const MOST_ERRORS = 20;

const invalid = (errors: FieldError[]) =>
  new AppError('invalid', 'The request is not valid.', { errors: errors.slice(0, MOST_ERRORS) });

/** Names in the path; what cannot be one names nothing. */
export function parseParams<P extends z.ZodType>(schema: P, params: Record<string, unknown>): z.output<P> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw notFound('thing');
  return parsed.data;
}

export function parseQuery<Q extends z.ZodObject>(schema: Q, params: URLSearchParams): z.output<Q> {
  const { input, errors } = toQueryInput(schema, params);
  const parsed = schema.safeParse(input);
  const all = parsed.success
    ? errors
    : [
        ...errors,
        ...parsed.error.issues.map(({ path, message }) => ({ pointer: `query:${String(path[0])}`, rule: message })),
      ];
  if (!parsed.success || all.length > 0) throw invalid(all);
  return parsed.data;
}

export function parseBody<B extends z.ZodType>(schema: B, body: unknown): z.output<B> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalid(parsed.error.issues.map(toBodyError));
  return parsed.data;
}

/** Unknown keys are not repeated: in a body, one may be a value that slipped into the wrong place. */
const toBodyError = (issue: z.core.$ZodIssue): FieldError => ({
  pointer: issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
  rule: issue.code === 'unrecognized_keys' ? 'holds a property that is not known here' : issue.message,
});

export function parseIdempotencyKey(headers: Headers): string | undefined {
  const stated = headers.get('idempotency-key');
  if (stated === null) return undefined;
  const parsed = idempotencyKey.safeParse(stated);
  if (!parsed.success)
    throw invalid([{ pointer: 'header:Idempotency-Key', rule: 'is 8 to 128 visible ASCII characters' }]);
  return parsed.data;
}
