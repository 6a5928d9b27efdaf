import 'server-only';
import type { PrincipalDetail, PrincipalOverview } from '@/lib/contract/principals';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toEventView } from './parts/to-event-view';
import { whatIsUnkept } from '@/lib/domain/retention/unkept';
import { toPrincipalSummary } from './parts/to-principal-summary';
import { findVisibleCoverage } from './parts/visible-coverage';
import { toSecretRead } from './parts/to-secret-read';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

const EVENTS = 50;
const SECRETS = 500;

/** One of them as its page begins: over which environments, since when, and its latest events. The secrets have pages of their own. */
export async function findPrincipal(ctx: Context, input: { id: string }): Promise<PrincipalOverview> {
  authorize(ctx, 'history.read');
  const sight = sightOf(ctx);
  const { history } = ctx.store;
  const [summary, events, coverage, unkept] = await Promise.all([
    history.findPrincipal(sight, input.id),
    history.listEvents(sight, { filter: { principalKey: input.id }, limit: EVENTS, after: null }),
    findVisibleCoverage(ctx, 'days'),
    findUnkept(ctx, {}),
  ]);
  if (!summary) throw notFound('principal');
  const known = { coverage: coverage.views, unkept: toUnkeptView(whatIsUnkept(unkept, { from: summary.firstAt })) };
  return { ...toPrincipalSummary(summary), events: events.map(toEventView), ...known };
}

/** GET /api/principals/{id}: the same, with what it read within sight. */
export async function getPrincipal(ctx: Context, input: { id: string }): Promise<PrincipalDetail> {
  authorize(ctx, 'history.read');
  const [overview, read] = await Promise.all([
    findPrincipal(ctx, input),
    ctx.store.history.secretsReadBy(sightOf(ctx), { principalKey: input.id, limit: SECRETS, after: null }),
  ]);
  return { ...overview, read: read.rows.map(toSecretRead) };
}
