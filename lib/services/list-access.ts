import 'server-only';
import type { AccessList, AccessQuery } from '@/lib/contract/access';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { cutEventPage, toEventPosition } from './parts/event-page';
import { toCoverageView } from './parts/to-coverage-view';
import { toEventView } from './parts/to-event-view';
import { visibleScopes } from './parts/visible-scopes';

/** GET /api/access: events over all scopes within sight, newest first, and what is covered where. */
export async function listAccess(ctx: Context, query: AccessQuery): Promise<AccessList> {
  authorize(ctx, 'history.read');
  const now = ctx.now();
  const { actorKind, outcome, action, principal, env } = query;
  const filter = {
    from: query.from ? new Date(query.from) : undefined,
    to: query.to ? new Date(query.to) : undefined,
    secretId: query.secret,
    actorKind,
    outcome,
    action,
    principal,
    env,
  };
  const [events, scopes] = await Promise.all([
    ctx.store.history.listEvents(sightOf(ctx), {
      filter,
      limit: query.limit + 1,
      after: toEventPosition(query.cursor),
    }),
    visibleScopes(ctx),
  ]);
  const covered = await ctx.store.history.coverage(scopes.map(({ scope }) => scope.id));
  const coverage = scopes.flatMap(({ scope }) =>
    (covered.get(scope.id) ?? []).map((interval) => ({ ...toCoverageView(interval, now), scope: scope.id })),
  );
  const { page, nextCursor } = cutEventPage(events, query.limit);
  return { events: page.map(toEventView), coverage, nextCursor };
}
