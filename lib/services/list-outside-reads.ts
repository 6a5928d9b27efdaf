import 'server-only';
import type { OutsideQuery, OutsideReadsList } from '@/lib/contract/ledger-detail';
import { bothOf } from '@/lib/domain/grants/both-of';
import type { Context } from '@/lib/domain/ports/context';
import { toAskedPeriod } from './parts/asked-period';
import { authorize, sightOf } from './parts/authorize';
import { cutEventPage, toEventPosition } from './parts/event-page';
import { toEventView } from './parts/to-event-view';
import { findVisibleCoverage } from './parts/visible-coverage';
import { toWire } from './parts/wire-time';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

const DAYS = 30;

/**
 * GET /api/ledger/outside: values that CloudTrail saw read by other than workloads and services, and that the
 * ledger knows nothing of. Found by the id of the request, which AWS gives to us and to CloudTrail alike.
 */
export async function listOutsideReads(ctx: Context, query: OutsideQuery): Promise<OutsideReadsList> {
  const ledger = authorize(ctx, 'ledger.read');
  authorize(ctx, 'history.read');
  const { from, to } = toAskedPeriod(query, ctx.now(), DAYS);
  const filter = {
    from,
    to,
    env: query.env,
    // Who is not known may be a person: an IAM user's permanent key is in anybody's hands.
    actorKind: ['person' as const, 'unknown' as const, 'this-dashboard' as const],
    action: ['read' as const],
    outcome: ['success' as const],
    outsideLedger: true,
  };
  const { inventory, history } = sightOf(ctx);
  // That the ledger has no entry is said only where its entries would be shown.
  const sight = { inventory, history: bothOf(history, ledger) };
  const after = toEventPosition(query.cursor);
  const [events, coverage, unkept] = await Promise.all([
    ctx.store.history.listEvents(sight, { filter, limit: query.limit + 1, after }),
    findVisibleCoverage(ctx, 'events'),
    findUnkept(ctx, filter),
  ]);
  const { page, nextCursor } = cutEventPage(events, query.limit);
  const known = { coverage: coverage.views, unkept: toUnkeptView(unkept) };
  return { events: page.map(toEventView), ...known, from: toWire(from), to: toWire(to), nextCursor };
}
