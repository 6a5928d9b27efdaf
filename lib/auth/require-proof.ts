import 'server-only';
import { CLOCK_SKEW_MS } from './oidc-person';
import { SignInRefusal } from './sign-in-failure';

/**
 * Throws unless the provider says that it saw a proof of who it is since `askedAt`: one that passes over
 * `max_age` would let whoever finds an open browser go on. Core §3.1.3.7 (11) leaves that to the client.
 */
export function requireProof({ auth_time: proven }: Record<string, unknown>, askedAt: Date): void {
  if (typeof proven !== 'number')
    throw new SignInRefusal('NoAuthTime', 'A fresh sign-in was asked for, and the ID token has no auth_time.');
  if (proven * 1000 < askedAt.getTime() - CLOCK_SKEW_MS)
    throw new SignInRefusal('NotFresh', 'A fresh sign-in was asked for, and auth_time is from before.');
}
