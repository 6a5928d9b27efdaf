import 'server-only';
import type { TokensList } from '@/lib/contract/tokens';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toTokenView } from './parts/to-token-view';

/** How long what has ended is still listed. */
const SHOWN_MS = 30 * 86_400_000;

/** GET /api/tokens: everybody's, for those who may end them. */
export async function listTokens(ctx: Context): Promise<TokensList> {
  authorize(ctx, 'token.manage');
  const now = ctx.now();
  const tokens = await ctx.store.tokens.list(new Date(now.getTime() - SHOWN_MS));
  return { items: tokens.map((token) => toTokenView(token, now)) };
}
