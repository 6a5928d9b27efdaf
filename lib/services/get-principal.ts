import 'server-only';
import type { PrincipalDetail } from '@/lib/contract/access';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toEventView } from './parts/to-event-view';
import { toPrincipalSummary } from './parts/to-principal-summary';

/** GET /api/principals/{id}: one of them, with its latest events within sight. */
export async function getPrincipal(ctx: Context, input: { id: string }): Promise<PrincipalDetail> {
  authorize(ctx, 'history.read');
  const sight = sightOf(ctx);
  const [summary, events] = await Promise.all([
    ctx.store.history.findPrincipal(sight, input.id),
    ctx.store.history.listEvents(sight, { filter: { principal: [input.id] }, limit: 50, after: null }),
  ]);
  if (!summary) throw notFound('principal');
  return { ...toPrincipalSummary(summary), events: events.map(toEventView) };
}
