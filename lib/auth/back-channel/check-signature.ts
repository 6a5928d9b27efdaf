import 'server-only';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet } from 'jose';
import { readClaims } from '@/lib/auth/read-claims';
import type { SignInProvider } from '@/lib/config/auth-config';
import { LogoutRefusal } from './logout-refusal';
import { findLaterLook, findLook } from './provider-keys';

/** §2.4 recommends the last; many providers say what stands in every JWT, or nothing. */
const TYPES: readonly unknown[] = [undefined, 'JWT', 'logout+jwt', 'application/logout+jwt'];

/**
 * The claims of a token that this provider signed with a key that it publishes. Which algorithm it is checked by, the
 * configuration says and not the token. Throws LogoutRefusal, or `unavailable` where the keys cannot be had.
 */
export async function checkSignature(
  token: string,
  provider: SignInProvider,
  now: Date,
): Promise<Record<string, unknown>> {
  requireHeader(token, provider);
  const look = await findLook(provider, now);
  let isGood = await verify(token, provider, await look.keys);
  // Signed with a key that came since, or by somebody who made its name up.
  isGood ??= await verify(token, provider, await findLaterLook(provider, now, look).keys);
  if (!isGood) throw new LogoutRefusal('is signed by the provider');
  return readClaims(token);
}

/** null: with a key that is none of these, as its header has it. */
async function verify(token: string, provider: SignInProvider, keys: JSONWebKeySet): Promise<boolean | null> {
  try {
    await compactVerify(token, createLocalJWKSet(keys), { algorithms: [provider.idTokenAlgorithm] });
    return true;
  } catch (error) {
    return error instanceof errors.JWKSNoMatchingKey ? null : false;
  }
}

/** Before the provider is asked for anything: strangers must not have us do that with any text at all. */
function requireHeader(token: string, { idTokenAlgorithm }: SignInProvider): void {
  const header = readHeader(token);
  if (!header || !TYPES.includes(header.typ)) throw new LogoutRefusal('is a signed token of the type of a logout');
  if (header.alg !== idTokenAlgorithm) throw new LogoutRefusal(`is signed with ${idTokenAlgorithm}`);
}

function readHeader(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}
