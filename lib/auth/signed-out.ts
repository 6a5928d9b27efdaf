import 'server-only';
import { z } from 'zod';
import type { AuthConfig } from '@/lib/config/auth-config';
import { openCookie, sealCookie } from './sealed-cookie';

/** How long someone may take at the provider's own question whether they mean it. */
const LIFETIME_SECONDS = 5 * 60;
const content = z.object({ state: z.string(), provider: z.string() });

/** Kept while the browser is at the provider to sign out there. */
export const toSignedOutCookie = (auth: AuthConfig, state: string, provider: string): Promise<string> =>
  sealCookie(auth, 'signedOut', { state, provider }, LIFETIME_SECONDS);

/** The name of the provider that brought back our `state`, so that nobody is told by a link that they are signed out. */
export async function findSignedOut(auth: AuthConfig, cookieHeader: string | null, state: string | undefined) {
  const said = content.safeParse(await openCookie(auth, 'signedOut', cookieHeader));
  return said.success && state !== undefined && said.data.state === state ? said.data.provider : null;
}
