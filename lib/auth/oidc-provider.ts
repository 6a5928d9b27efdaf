import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { SignInProvider } from '@/lib/config/auth-config';
import type { AuthSystem } from './auth-system';
import { fillClaims, lacksClaims } from './fill-claims';
import './next-auth-types';
import { toOidcPerson } from './oidc-person';

/**
 * Any OpenID Connect provider: discovery by issuer, code flow with PKCE (S256), state and nonce.
 * The ID token is verified by openid-client; userinfo is asked only for what the token lacks.
 */
export function oidcProvider(provider: SignInProvider, system: AuthSystem): OAuthConfig<Record<string, unknown>> {
  return {
    id: provider.id,
    name: provider.name,
    type: 'oauth',
    wellKnown: `${provider.issuer}/.well-known/openid-configuration`,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: provider.scopes.join(' '), response_type: 'code' } },
    httpOptions: { timeout: 10_000 },
    userinfo: {
      request: async ({ client, tokens }) => {
        // What discovery answers is checked, since whoever answers it decides whose keys are believed.
        const discovered = client.issuer.metadata.issuer.replace(/\/+$/, '');
        if (discovered !== provider.issuer) throw new Error('The discovery document is of another issuer.');
        const { id_token, access_token } = tokens;
        if (id_token === undefined) throw new Error('The provider gave no ID token.');
        const claims = readClaims(id_token);
        if (!lacksClaims(claims, provider) || !access_token || !client.issuer.metadata.userinfo_endpoint) return claims;
        return fillClaims(claims, await client.userinfo(access_token), provider);
      },
    },
    profile: (claims) => {
      const person = toOidcPerson(claims, provider, system.now());
      return { id: person.subject, person };
    },
  };
}

/** The payload of an ID token whose signature, issuer, audience, times and nonce openid-client has checked before this is called. */
function readClaims(idToken: string): Record<string, unknown> {
  const payload: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (typeof payload !== 'object' || payload === null) throw new Error('The ID token holds no claims.');
  return { ...payload };
}
