import 'server-only';
import { randomBytes } from 'node:crypto';
import type { AuthConfig, SignInProvider } from '@/lib/config/auth-config';
import { discover } from './discover';

/** Where a browser ends the provider's session, and the word that it brings back from there. */
export interface ProviderSignOut {
  url: string;
  state: string;
}

/**
 * RP-Initiated Logout 1.0 §2: by GET, with the ID token as the hint where it is at hand; without it the
 * provider asks the person first. Throws where the provider cannot be asked, or has no way to end a session.
 */
export async function toProviderSignOut(
  provider: SignInProvider,
  auth: Pick<AuthConfig, 'publicUrl'>,
  idToken: string | null,
): Promise<ProviderSignOut> {
  const url = new URL(await discover(provider, 'end_session_endpoint'));
  const state = randomBytes(16).toString('base64url');
  const said = {
    client_id: provider.clientId,
    post_logout_redirect_uri: `${auth.publicUrl}/sign-in`,
    state,
    ...(idToken !== null && { id_token_hint: idToken }),
  };
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return { url: url.href, state };
}
