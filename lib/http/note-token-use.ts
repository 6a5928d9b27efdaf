import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import type { ApiToken } from '@/lib/domain/token/api-token';
import { toNotedEntry } from '@/lib/services/parts/noted-entry';

/** How far the time of the last use may lag behind: a token in a loop must not be a write for each request. */
const COARSE_MS = 60_000;

/** When and from where a token was last used; its first use is an entry in the ledger, or is refused. */
export async function noteTokenUse(ctx: Context, token: ApiToken, address: string): Promise<void> {
  const at = ctx.now();
  const { tokens } = ctx.store;
  if (token.lastUsedAt === null) {
    await tokens.noteFirstUse(
      token.id,
      { address, at },
      toNotedEntry(ctx, 'token.manage', { what: 'first use', address }),
    );
  } else if (at.getTime() - token.lastUsedAt.getTime() >= COARSE_MS) await tokens.noteUse(token.id, { address, at });
}
