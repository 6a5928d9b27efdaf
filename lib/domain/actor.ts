import type { Grant } from './grant';

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
  sessionId: string;
  authenticatedAt: Date;
  grants: Grant[];
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
  authenticatedAt: Date;
  createdAt: Date;
  lastSeenAt: Date;
  endsAt: Date;
  revokedAt: Date | null;
}
