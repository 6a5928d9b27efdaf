import 'server-only';
import type { SignInProvider } from '@/lib/config/auth-config';
import type { AuthSystem } from './auth-system';
import { toProviderSignOut } from './end-at-provider';
import { enterEnds } from './enter-ends';
import { openIdToken } from './sealed-id-token';
import { toSessionId } from './session-cookie';
import { toSignedOutCookie } from './signed-out';

/** A session that its own person ended, and whose provider has one, too. */
export interface Ended {
  provider: SignInProvider;
  idToken: string | null;
}

/**
 * Ends the session of a cookie's secret. null: there is nothing to be ended at a provider. Throws `unavailable` where
 * the session could not be ended; the ledger's absence keeps nobody signed in.
 */
export async function signOut(system: AuthSystem, secret: string, requestId: string): Promise<Ended | null> {
  const ended = await system.store.sessions.signOut(toSessionId(secret), system.now(), requestId);
  if (!ended) return null;
  await enterEnds(system, requestId);
  const provider = system.auth.providers.find(({ issuer }) => issuer === ended.session.issuer);
  if (!provider?.endsProviderSession) return null;
  return { provider, idToken: ended.sealedIdToken && openIdToken(secret, ended.sealedIdToken) };
}

/** Where the browser goes on to, and the cookie that knows it again; the sign-in page where the provider cannot be asked. */
export async function leaveForProvider(
  system: AuthSystem,
  { provider, idToken }: Ended,
  requestId: string,
): Promise<{ location: string; cookie: string } | null> {
  try {
    const { url, state } = await toProviderSignOut(provider, system.auth, idToken);
    return { location: url, cookie: await toSignedOutCookie(system.auth, state, provider.name) };
  } catch (error) {
    const fields = { provider: provider.id, error: toWords(error), requestId };
    system.log.error(fields, "the provider's session was not ended");
    return null;
  }
}

const toWords = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
