import 'server-only';
import type { AccessList, AccessQuery } from '@/lib/contract/access-list';
import type { Context } from '@/lib/domain/ports/context';
import { toAskedPeriod } from './parts/asked-period';
import { authorize, sightOf } from './parts/authorize';
import { toEventFilter } from './parts/event-filter';
import { cutEventPage, toEventPosition } from './parts/event-page';
import { findHistogram } from './parts/find-histogram';
import { toEventView } from './parts/to-event-view';
import { findVisibleCoverage } from './parts/visible-coverage';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

/** What the histogram and the counts of presets look back where no beginning is asked for. */
const DAYS = 30;

/**
 * GET /api/access: events over all scopes within sight, newest first, and what is covered where; on
 * request how many match over time (then of 30 days, where nothing else is asked for), and how many
 * there are of what most people look for.
 */
export async function listAccess(ctx: Context, query: AccessQuery): Promise<AccessList> {
  authorize(ctx, 'history.read');
  const now = ctx.now();
  const sight = sightOf(ctx);
  const asked = toEventFilter(query, now);
  const period = toAskedPeriod(query, now, DAYS);
  // What is listed and what is counted over time must be the same events.
  const filter = query.include.includes('histogram') ? { ...asked, ...period } : asked;
  const after = toEventPosition(query.cursor);
  const coverage = await findVisibleCoverage(ctx, 'events');
  const unkept = await findUnkept(ctx, filter);
  const [events, histogram, presets] = await Promise.all([
    ctx.store.history.listEvents(sight, { filter, limit: query.limit + 1, after }),
    query.include.includes('histogram') ? findHistogram(ctx, { ...asked, ...period }, { coverage, unkept }) : undefined,
    query.include.includes('presets') ? countPresets(ctx, period) : undefined,
  ]);
  const { page, nextCursor } = cutEventPage(events, query.limit);
  const known = { coverage: coverage.views, unkept: toUnkeptView(unkept) };
  return { events: page.map(toEventView), ...known, histogram, presets, nextCursor };
}

async function countPresets(ctx: Context, { from, to }: { from: Date; to: Date }): Promise<AccessList['presets']> {
  const sight = sightOf(ctx);
  const [counts, overdueReviews] = await Promise.all([
    ctx.store.history.presetCounts(sight, from, to),
    ctx.store.reviews.countOverdue(sight, ctx.now()),
  ]);
  return { ...counts, overdueReviews };
}
