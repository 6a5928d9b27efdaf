import 'server-only';
import { z } from 'zod';
import type { SignInProvider } from '@/lib/config/auth-config';
import { isLoopback } from '@/lib/config/loopback';

const TIMEOUT_MS = 5000;
const document = z.object({
  issuer: z.string(),
  end_session_endpoint: z.string().optional(),
  jwks_uri: z.string().optional(),
});

/** Anything but a 200 throws, and so does a redirect or an answer that takes longer than five seconds. */
export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}.`);
  return response.json();
}

/**
 * An address that the provider's discovery document names (OpenID Connect Discovery 1.0 §4). Throws where
 * it cannot be asked, speaks for another issuer, names none, or one that is neither https nor on this machine.
 */
export async function discover(
  { issuer }: Pick<SignInProvider, 'issuer'>,
  name: 'end_session_endpoint' | 'jwks_uri',
): Promise<string> {
  const said = document.parse(await fetchJson(`${issuer}/.well-known/openid-configuration`));
  if (said.issuer.replace(/\/+$/, '') !== issuer) throw new Error('The discovery document is of another issuer.');
  const address = said[name];
  if (address === undefined) throw new Error(`The provider has no ${name}.`);
  const { protocol, hostname } = new URL(address);
  // Tokens go there, or the keys that we believe come from there.
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
    throw new Error(`The ${name} is no https address.`);
  return address;
}
