import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { isFreshSignIn } from '@/lib/domain/fresh-sign-in';
import type { Context } from '@/lib/domain/ports/context';

/**
 * Throws `reauth_required` unless the person proved who they are within the last `maxAgeSeconds`. The
 * answer says where to do so again; whoever comes back from there has a new session, and asks again.
 */
export function requireFreshSignIn(ctx: Pick<Context, 'actor' | 'now'>, maxAgeSeconds: number): void {
  const { authenticatedAt } = ctx.actor;
  if (isFreshSignIn(authenticatedAt, maxAgeSeconds, ctx.now())) return;
  const since = ctx.actor.token ? 'An API token has none.' : sinceWhen(authenticatedAt);
  throw new AppError('reauth_required', `This asks for a sign-in within the last ${inWords(maxAgeSeconds)}. ${since}`, {
    freshSignIn: { maxAgeSeconds, authenticatedAt },
  });
}

const sinceWhen = (at: Date | null): string =>
  at ? 'Your last sign-in is longer ago.' : 'Your provider did not say when you last did.';

function inWords(seconds: number): string {
  const [count, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return count === 1 ? unit : `${count} ${unit}s`;
}
