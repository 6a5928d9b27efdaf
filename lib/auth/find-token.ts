import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { findTokenId, toTokenDigest } from '@/lib/domain/token/token-text';
import type { ApiToken } from '@/lib/domain/token/api-token';
import type { AuthSystem } from './auth-system';

const LONGEST = 256;

/**
 * The token that an `Authorization` header holds, whatever became of it; null: none that was ever ours. A
 * wrong secret and an id that no row has cost the same: one look and one comparison.
 */
export async function findToken({ store }: Pick<AuthSystem, 'store'>, header: string): Promise<ApiToken | null> {
  if (header.length > LONGEST) return null;
  // RFC 9110 §11.1: the scheme's case does not count.
  const [, text = ''] = /^bearer +([\x21-\x7e]+)$/i.exec(header) ?? [];
  const id = findTokenId(text);
  if (id === null) return null;
  const token = await store.tokens.find(id);
  const stated = Buffer.from(toTokenDigest(text));
  const isRight = timingSafeEqual(stated, token ? Buffer.from(token.digest) : stated.map((byte) => byte ^ 1));
  return token && isRight ? token : null;
}
