import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { SignInProvider } from '@/lib/config/auth-config';
import { namedClaims } from '@/lib/domain/grant-statement';
import type { AuthSystem } from './auth-system';
import type { FreshIntent } from './fresh-intent';
import { fillClaims, lacksClaims } from './fill-claims';
import './next-auth-types';
import { toOidcPerson } from './oidc-person';
import { readClaims } from './read-claims';
import { requireOwnToken } from './require-own-token';
import { requireProof } from './require-proof';

/**
 * Any OpenID Connect provider: discovery by issuer, code flow with PKCE (S256), state and nonce.
 * The ID token is verified by openid-client; userinfo is asked only for what the token lacks.
 */
export function oidcProvider(
  provider: SignInProvider,
  system: AuthSystem,
  fresh: FreshIntent | null,
): OAuthConfig<Record<string, unknown>> {
  // Core §3.1.2.1: `max_age` makes `auth_time` part of the token; some providers act on `prompt` alone.
  const again = { max_age: 0, ...(provider.freshPrompt && { prompt: provider.freshPrompt }) };
  const asks = { ...provider, claimNames: namedClaims(system.auth.statements, provider.issuer) };
  return {
    id: provider.id,
    name: provider.name,
    type: 'oauth',
    wellKnown: `${provider.issuer}/.well-known/openid-configuration`,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    idToken: true,
    client: { id_token_signed_response_alg: provider.idTokenAlgorithm },
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: provider.scopes.join(' '), response_type: 'code', ...(fresh && again) } },
    httpOptions: { timeout: 10_000 },
    userinfo: {
      request: async ({ client, tokens }) => {
        // What discovery answers is checked, since whoever answers it decides whose keys are believed.
        const discovered = client.issuer.metadata.issuer.replace(/\/+$/, '');
        if (discovered !== provider.issuer) throw new Error('The discovery document is of another issuer.');
        const { id_token, access_token } = tokens;
        if (id_token === undefined) throw new Error('The provider gave no ID token.');
        // openid-client has checked its signature, issuer, audience, times and nonce before this is called.
        const claims = readClaims(id_token);
        requireOwnToken(claims, provider, system.now());
        if (fresh) requireProof(claims, fresh.askedAt);
        if (!lacksClaims(claims, asks) || !access_token || !client.issuer.metadata.userinfo_endpoint) return claims;
        return fillClaims(claims, await client.userinfo(access_token), asks);
      },
    },
    profile: (claims) => {
      const person = toOidcPerson(claims, provider, system.now(), asks.claimNames);
      return { id: person.subject, person };
    },
  };
}
