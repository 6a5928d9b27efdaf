import 'server-only';
import { createHash } from 'node:crypto';
import type { AuthSystem } from '@/lib/auth/auth-system';
import { enterEnds } from '@/lib/auth/enter-ends';
import { CLOCK_SKEW_MS } from '@/lib/auth/oidc-person';
import type { SignInProvider } from '@/lib/config/auth-config';
import { checkSignature } from './check-signature';
import { LogoutRefusal } from './logout-refusal';
import { toLogout } from './to-logout';

/**
 * OpenID Connect Back-Channel Logout 1.0: ends the sessions that the provider ended on its side, of which none lives
 * a request longer, and no sign-in that was under way begins one. Throws LogoutRefusal for a token that does not count,
 * `unavailable` where nothing could be ended; such a token may come again.
 */
export async function endByProvider(
  system: AuthSystem,
  provider: SignInProvider,
  token: string,
  requestId: string,
): Promise<void> {
  const logout = toLogout(await checkSignature(token, provider, system.now()), provider, system.now());
  const ended = await system.store.sessions.endAtProvider(
    {
      ...logout,
      jti: createHash('sha256').update(logout.jti).digest('base64url'),
      // Whoever signed in after it was said is not meant; their clock may be behind ours.
      before: new Date(logout.issuedAt.getTime() + CLOCK_SKEW_MS),
    },
    system.now(),
    requestId,
  );
  // The same token twice ends nothing more, on whichever replica.
  if (ended === null) throw new LogoutRefusal('comes once');
  await enterEnds(system, requestId);
}
