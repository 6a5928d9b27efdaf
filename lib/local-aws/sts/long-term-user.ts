import type { Call } from '@/lib/local-aws/call';
import type { User } from '@/lib/local-aws/iam/identity';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { invalid } from './read-query';

/** Whoever asks for a token of its own must come with long-term keys (STS API Reference, GetSessionToken). */
export function requireLongTermUser({ caller }: Call, operation: string): User {
  if (caller.kind === 'user' && caller.signIn === undefined) return caller.user;
  throw new AwsError('AccessDenied', `Cannot call ${operation} with session credentials`, { status: 403 });
}

/** Seconds; twelve hours where nothing is asked for, and for root an hour at most. */
export function toDuration(user: User, asked: number | undefined): number {
  if (user.root !== true) return asked ?? 43_200;
  if (asked !== undefined && asked > 3600)
    throw invalid('The requested DurationSeconds exceeds the maximum of 3600 for root credentials.');
  return asked ?? 3600;
}
