import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** The reason that an environment's rule asks for, or null where it asks for none and none was given. */
export function requireReason(needed: boolean, reason: string | undefined): string | null {
  if (reason) return reason;
  if (!needed) return null;
  throw new AppError('invalid', 'This environment asks for a reason.', {
    errors: [
      { pointer: '/reason', rule: 'is required for this environment (unknown and disputed ones count as prod)' },
    ],
  });
}
