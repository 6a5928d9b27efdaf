import 'server-only';
import type { GrantStatement } from '@/lib/domain/grant-statement';

/** Asymmetric ones alone (RFC 7518 §3.1, RFC 8037): with HS256 whoever reads the client secret could make tokens. */
export const ID_TOKEN_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** An OpenID Connect provider. `clientSecret` is the one secret here. */
export interface SignInProvider {
  id: string;
  name: string;
  /** Without a trailing slash, exactly as the provider's discovery document says it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string[];
  /** The claim that lists a person's groups; null: no groups are taken from this provider. */
  groupsClaim: string | null;
  /** Who else its ID tokens may be for, besides us. */
  audiences: string[];
  /** The one `alg` that its ID tokens are signed with: a token does not choose how it is checked. */
  idTokenAlgorithm: (typeof ID_TOKEN_ALGORITHMS)[number];
  /** What is said as `prompt`, besides `max_age`, where a fresh sign-in is asked for; null: nothing. */
  freshPrompt: 'login' | null;
  /** Signing out leads to the provider, whose session ends as well. */
  endsProviderSession: boolean;
}

/** What lib/auth needs to sign people in and to say what they may do. */
export interface AuthConfig {
  /** Only then the provider `demo` exists, and personas. */
  demo: boolean;
  /** An origin, without a trailing slash. */
  publicUrl: string;
  /** The address is https: cookies are `Secure` and carry the `__Host-` prefix. */
  secureCookies: boolean;
  /** Seals the session cookie. At least 32 characters; empty only before `ensureSessionSecret` made one. */
  sessionSecret: string;
  providers: SignInProvider[];
  sessionIdleSeconds: number;
  sessionSeconds: number;
  /** How fresh a sign-in must be to make an API token; null: that of the session will do. */
  tokenFreshSeconds: number | null;
  statements: GrantStatement[];
}
