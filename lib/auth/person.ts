import 'server-only';
import type { Claims } from '@/lib/domain/grant-statement';

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
  claims: Claims;
  /** When the provider last saw a proof of who it is (`auth_time`); null: it did not say, which is never fresh. */
  authenticatedAt: Date | null;
}
