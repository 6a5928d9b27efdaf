import { randomInt } from 'node:crypto';
import type { Asked } from '@/e2e/trust/world/client';
import type { Estate } from '@/e2e/trust/world/start-estate';

/** Whose grants they have: mostly all of them, so that most requests come as far as the act. */
const GROUPS = ['admin', 'admin', 'admin', 'operator', 'admin', 'auditor', 'admin', 'owner', 'admin', 'viewer'];
const SIGNED_IN_AT_ONCE = 8;
/** Seconds between two requests of one token: six a minute are within every limit of a token. */
const TOKEN_RESTS_MS = 10_000;

/** Puts somebody's name to a request, and an address. */
export type SignedBy = (asked: Asked) => Asked;

/**
 * So many people that none of them meets a limit of the minute, each with a session, some with an API token beside it;
 * every 17th request is a stranger's. Each comes from an address of their own, which 127.0.0.1 vouches for.
 */
export async function gatherCrowd(estate: Estate, people: number, tokens: readonly string[]): Promise<SignedBy> {
  const cookies: string[] = [];
  for (let index = 0; index < people; index += SIGNED_IN_AT_ONCE) {
    const few = Array.from({ length: Math.min(SIGNED_IN_AT_ONCE, people - index) }, (_, one) =>
      estate.openSession(GROUPS[(index + one) % GROUPS.length] ?? 'admin', `one of many, ${index + one}`),
    );
    cookies.push(...(await Promise.all(few)).map(({ cookie }) => cookie));
  }
  let turn = randomInt(1 << 20);
  const usedAt = new Map<string, number>();
  const restedToken = (): string | undefined => {
    const now = performance.now();
    const token = tokens.find((one) => now - (usedAt.get(one) ?? -TOKEN_RESTS_MS) >= TOKEN_RESTS_MS);
    if (token !== undefined) usedAt.set(token, now);
    return token;
  };
  const identify = (): Record<string, string> => {
    if (turn % 17 === 0) return {};
    const token = turn % 16 === 1 ? restedToken() : undefined;
    if (token !== undefined) return { authorization: `Bearer ${token}` };
    return { cookie: cookies[turn % cookies.length] ?? '' };
  };
  return (asked) => {
    turn += 1;
    const address = `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`;
    return { ...asked, headers: { ...identify(), 'x-forwarded-for': address, ...asked.headers } };
  };
}
