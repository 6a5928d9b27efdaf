import 'server-only';
import type { AccessTop, TopQuery } from '@/lib/contract/access-top';
import { MOST_COUNTED, planCount } from '@/lib/domain/access/plan-count';
import type { Context } from '@/lib/domain/ports/context';
import { toAskedPeriod } from './parts/asked-period';
import { authorize, sightOf } from './parts/authorize';
import { toCountedView, toTopPrincipal } from './parts/counted-view';
import { toEventFilter } from './parts/event-filter';
import { findVisibleCoverage } from './parts/visible-coverage';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

const DAYS = 30;

/** GET /api/access/top: who did most of what the filter names, and to which secrets, within sight. */
export async function listTop(ctx: Context, query: TopQuery): Promise<AccessTop> {
  authorize(ctx, 'history.read');
  const now = ctx.now();
  const sight = sightOf(ctx);
  const plan = planCount({ ...toEventFilter(query, now), ...toAskedPeriod(query, now, DAYS) });
  const asked = { plan, order: query.order, limit: query.limit, most: MOST_COUNTED };
  const [principals, secrets, coverage, unkept] = await Promise.all([
    ctx.store.history.topPrincipals(sight, asked),
    ctx.store.history.topSecrets(sight, asked),
    findVisibleCoverage(ctx, 'events'),
    findUnkept(ctx, { ...plan.filter, from: (plan.days ?? plan.exact).from }),
  ]);
  const { items, found, people } = principals;
  return {
    principals: { ...toCountedView(plan, principals), items: items.map(toTopPrincipal), found, people },
    secrets: { ...toCountedView(plan, secrets), items: secrets.items, found: secrets.found },
    coverage: coverage.views,
    unkept: toUnkeptView(unkept),
  };
}
