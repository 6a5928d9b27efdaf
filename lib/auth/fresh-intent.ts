import 'server-only';
import { z } from 'zod';
import type { AuthConfig } from '@/lib/config/auth-config';
import { clearCookie, openCookie, sealCookie } from './sealed-cookie';

/** Someone went to prove again who they are. */
export interface FreshIntent {
  /** `<issuer>|<subject>` of who went. */
  actorId: string;
  /** A proof from before this does not count. */
  askedAt: Date;
}

/** As long as next-auth waits for a provider's answer. */
const LIFETIME_SECONDS = 15 * 60;
const content = z.object({ actorId: z.string(), askedAt: z.number() });

/** The `Set-Cookie` that keeps the intent until the provider answers; null takes one away that lies there. */
export const toFreshCookie = async (auth: AuthConfig, intent: FreshIntent | null): Promise<string> =>
  intent
    ? sealCookie(auth, 'freshSignIn', { ...intent, askedAt: intent.askedAt.getTime() }, LIFETIME_SECONDS)
    : clearCookie(auth, 'freshSignIn');

/** Who throws the cookie away signs in as anyone does: what counts as fresh is the provider's word, not this. */
export async function readFreshIntent(auth: AuthConfig, cookieHeader: string | null): Promise<FreshIntent | null> {
  const said = content.safeParse(await openCookie(auth, 'freshSignIn', cookieHeader));
  return said.success ? { actorId: said.data.actorId, askedAt: new Date(said.data.askedAt) } : null;
}
