import 'server-only';
import type { PrincipalsList } from '@/lib/contract/principals';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toPrincipalSummary } from './parts/to-principal-summary';

const DAYS = 90;
const MOST = 200;

/** GET /api/principals: who read secrets within sight in 90 days, or tried to, most recent first. */
export async function listPrincipals(ctx: Context): Promise<PrincipalsList> {
  authorize(ctx, 'history.read');
  const now = ctx.now();
  const from = new Date(now.getTime() - DAYS * 86_400_000);
  const found = await ctx.store.history.principals(sightOf(ctx), from, now, MOST);
  return { items: found.map(toPrincipalSummary) };
}
