import type { Grant } from './grant';
import type { Claims } from './grant-statement';

/** The issuer of the demo's personas; no provider can be called this, since an issuer is an address. */
export const DEMO_ISSUER = 'demo';

/** A signed-in person. Identity is the issuer-qualified subject, never the e-mail. */
export interface Actor {
  /** `<issuer>|<subject>`. */
  id: string;
  issuer: string;
  subject: string;
  /** For people: the verified e-mail where there is one, else name, else subject. */
  name: string;
  email: string | null;
  persona: string | null;
  groups: string[];
  claims: Claims;
  /** null: an API token acts. */
  sessionId: string | null;
  /** When the provider last saw a proof of who it is (`auth_time`); null: it did not say, or an API token acts. */
  authenticatedAt: Date | null;
  grants: Grant[];
  /** The API token that acts as this person, within what they may; null: the person themselves. */
  token: { id: string; name: string } | null;
}

/** A session as it stands in its row. `id` is the hash of the secret that the cookie holds. */
export interface Session {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  persona: string | null;
  groups: string[];
  /** Those that grants named when the person signed in. */
  claims: Claims;
  authenticatedAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date;
  endsAt: Date;
  revokedAt: Date | null;
}
