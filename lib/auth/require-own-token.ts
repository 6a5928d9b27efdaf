import 'server-only';
import type { SignInProvider } from '@/lib/config/auth-config';
import { CLOCK_SKEW_MS } from './oidc-person';
import { SignInRefusal } from './sign-in-failure';

/**
 * What Core §3.1.3.7 asks of an ID token beyond what openid-client has checked (signature, issuer, that we are in the
 * audience, azp, nonce, end): no audience that we do not trust (3), and no issue in the future. Throws.
 */
export function requireOwnToken(
  { aud, iat }: Record<string, unknown>,
  { clientId, audiences }: Pick<SignInProvider, 'clientId' | 'audiences'>,
  now: Date,
): void {
  const foreign = [aud].flat().filter((name) => name !== clientId && !audiences.some((trusted) => trusted === name));
  if (foreign.length > 0) throw new Error('The token is also for an audience that is not trusted.');
  if (typeof iat !== 'number' || iat * 1000 > now.getTime() + CLOCK_SKEW_MS)
    throw new SignInRefusal('WrongClock', 'The token was issued in the future.');
}
