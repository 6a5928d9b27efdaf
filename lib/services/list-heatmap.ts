import 'server-only';
import type { AccessHeatmap, HeatmapQuery } from '@/lib/contract/access-heatmap';
import { MOST_COUNTED, planCount } from '@/lib/domain/access/plan-count';
import { planDays } from '@/lib/domain/access/plan-days';
import { unlessUnkept } from '@/lib/domain/retention/unkept';
import { howCovered } from '@/lib/domain/history/how-covered';
import type { Context } from '@/lib/domain/ports/context';
import { toAskedPeriod } from './parts/asked-period';
import { authorize, sightOf } from './parts/authorize';
import { toCountedView, toTopPrincipal } from './parts/counted-view';
import { toEventFilter } from './parts/event-filter';
import { findVisibleCoverage } from './parts/visible-coverage';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

const DAYS = 30;

/** GET /api/access/heatmap: who did most of what the filter names, within sight, on which days, and which of them are covered. */
export async function listHeatmap(ctx: Context, query: HeatmapQuery): Promise<AccessHeatmap> {
  authorize(ctx, 'history.read');
  const now = ctx.now();
  const { period, days } = planDays(toAskedPeriod(query, now, DAYS), now);
  const plan = planCount({ ...toEventFilter(query, now), ...period });
  const { order, limit } = query;
  const [found, coverage, unkept] = await Promise.all([
    ctx.store.history.principalDays(sightOf(ctx), { plan, order, limit, most: MOST_COUNTED }),
    // A cell leads to a list of events, of which Athena's days tell nothing.
    findVisibleCoverage(ctx, 'events'),
    findUnkept(ctx, { ...plan.filter, from: (plan.days ?? plan.exact).from }),
  ]);
  // Sums of days are kept for ever.
  const gone = found.by === 'days' ? [] : unkept;
  const scopes = [...coverage.intervals.values()];
  return {
    ...toCountedView(plan, found),
    days: days.map(({ day, from, to }) => ({
      day,
      known: unlessUnkept(howCovered(scopes, from, to, now), gone, from),
    })),
    items: found.items.map((item) => ({ ...toTopPrincipal(item), days: item.days })),
    found: found.found,
    people: found.people,
    coverage: coverage.views,
    unkept: toUnkeptView(unkept),
  };
}
