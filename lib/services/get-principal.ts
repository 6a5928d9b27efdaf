import 'server-only';
import type { PrincipalDetail } from '@/lib/contract/principals';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toEventView } from './parts/to-event-view';
import { toPrincipalSummary } from './parts/to-principal-summary';
import { findVisibleCoverage } from './parts/visible-coverage';
import { toSecretRead } from './parts/to-secret-read';

const EVENTS = 50;
const SECRETS = 500;

/** GET /api/principals/{id}: what one of them read within sight, over which environments, since when, and its latest events. */
export async function getPrincipal(ctx: Context, input: { id: string }): Promise<PrincipalDetail> {
  authorize(ctx, 'history.read');
  const sight = sightOf(ctx);
  const { history } = ctx.store;
  const [summary, events, read, coverage] = await Promise.all([
    history.findPrincipal(sight, input.id),
    history.listEvents(sight, { filter: { principalKey: input.id }, limit: EVENTS, after: null }),
    history.secretsReadBy(sight, { principalKey: input.id, limit: SECRETS, after: null }),
    findVisibleCoverage(ctx, 'days'),
  ]);
  if (!summary) throw notFound('principal');
  return {
    ...toPrincipalSummary(summary),
    read: read.rows.map(toSecretRead),
    events: events.map(toEventView),
    coverage: coverage.views,
  };
}
