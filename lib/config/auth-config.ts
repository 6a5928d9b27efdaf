import 'server-only';
import type { Grant } from '@/lib/domain/grant';

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
}

/** Groups and e-mails mean something only together with the issuer that vouches for them. */
export type Grantee =
  | { kind: 'group'; issuer: string; group: string }
  /** `<issuer>|<subject>`, as in `Actor.id`. */
  | { kind: 'subject'; id: string }
  /** Lower case; counts only where the issuer says that it is verified. */
  | { kind: 'email'; issuer: string; email: string }
  | { kind: 'anyone' };

/** Who may do what, and where. */
export interface GrantStatement {
  who: Grantee;
  grants: Grant[];
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
  statements: GrantStatement[];
}
