import 'server-only';
import { z } from 'zod';
import type { AuthConfig } from '@/lib/config/auth-config';
import { openCookie } from './sealed-cookie';

const content = z.object({ iat: z.number() });

/**
 * When the person left for the provider, to the second before: what next-auth wrote into the cookie of the nonce then,
 * which the ID token must repeat, so that no other cookie can be put in its place. Without one, the beginning of time.
 */
export async function readLeftAt(auth: AuthConfig, cookieHeader: string | null): Promise<Date> {
  const said = content.safeParse(await openCookie(auth, 'nonce', cookieHeader));
  return new Date(said.success ? said.data.iat * 1000 : 0);
}
