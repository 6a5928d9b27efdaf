import 'server-only';

/** Who a provider says has signed in. */
export interface Person {
  /** The provider's issuer; `demo` for personas. */
  issuer: string;
  subject: string;
  name: string;
  /** Only where the issuer says that it is verified. */
  email: string | null;
  persona: string | null;
  groups: string[];
  /** When the provider last saw a proof of who it is. */
  authenticatedAt: Date;
}
