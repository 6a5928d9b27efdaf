import 'server-only';
import { randomBytes } from 'node:crypto';
import { toDemoPerson } from '@/lib/auth/demo-provider';
import type { Persona } from '@/lib/domain/grant';
import { TOKEN_PERMISSIONS } from '@/lib/domain/permission';
import type { ApiToken } from '@/lib/domain/token/api-token';
import { TOKEN_BYTES, toTokenDigest, toTokenText } from '@/lib/domain/token/token-text';
import type { System } from '@/lib/runtime/system';

export interface TestToken {
  id: string;
  /** The token itself. */
  text: string;
  /** What `Authorization` holds. */
  authorization: string;
}

/** A token that acts as `persona`, whoever may make one; with everything that a token can be given, everywhere. */
export async function createTokenAs(
  system: System,
  persona: Persona,
  change: Partial<ApiToken> = {},
): Promise<TestToken> {
  const { id, text } = toTokenText(randomBytes(TOKEN_BYTES));
  const createdAt = system.now();
  const { authenticatedAt: _, ...person } = toDemoPerson(persona, createdAt);
  await system.store.tokens.create({
    id,
    digest: toTokenDigest(text),
    name: `${persona}'s`,
    permissions: [...TOKEN_PERMISSIONS],
    where: [],
    person,
    createdAt,
    lastUsedAt: null,
    lastAddress: null,
    expiresAt: new Date(createdAt.getTime() + 3_600_000),
    endedAt: null,
    endedBy: null,
    ...change,
  });
  return { id, text, authorization: `Bearer ${text}` };
}
