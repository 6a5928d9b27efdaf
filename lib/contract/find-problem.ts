import { ERROR_CODES, STATUS_OF, type ErrorCode } from '@/lib/domain/errors';
import { z } from './zod';
import type { Problem } from './problem';

const TITLES = {
  invalid: 'Not understood',
  unauthenticated: 'Signed out',
  reauth_required: 'A fresh sign-in is needed',
  approval_required: 'A second person is needed',
  forbidden: 'Not permitted',
  not_found: 'Not found',
  conflict: 'Not possible now',
  too_large: 'Too large',
  rate_limited: 'Too many requests',
  internal: 'Something broke',
  upstream: 'AWS refused',
  throttled: 'AWS asks to slow down',
  unavailable: 'Not available now',
} as const satisfies Record<ErrorCode, string>;

// By its form, not by `instanceof`: a bundler may give two of a server's entry points a class each.
const appError = z.object({
  name: z.literal('AppError'),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  remedy: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), rule: z.string() })),
  freshSignIn: z.object({ maxAgeSeconds: z.number(), authenticatedAt: z.date().nullable() }).optional(),
});

/** Where a person proves anew who they are. */
export const SIGN_IN_AGAIN = '/sign-in?fresh=1';

/** For pages: what one of our own errors says to a person; null for any other error, whose text nobody may see. */
export function findProblem(error: unknown, requestId: string): Problem | null {
  const parsed = error instanceof Error ? appError.safeParse(error) : null;
  if (!parsed?.success) return null;
  const { code, message, remedy, errors, freshSignIn } = parsed.data;
  return {
    type: 'about:blank',
    title: TITLES[code],
    status: STATUS_OF[code],
    detail: message,
    code,
    requestId,
    errors,
    remedy,
    ...(freshSignIn && {
      reauth: {
        maxAgeSeconds: freshSignIn.maxAgeSeconds,
        authenticatedAt: freshSignIn.authenticatedAt?.toISOString() ?? null,
        signIn: SIGN_IN_AGAIN,
      },
    }),
  };
}
