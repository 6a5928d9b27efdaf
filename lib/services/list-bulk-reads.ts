import 'server-only';
import type { BulkReadsList, PresetQuery } from '@/lib/contract/access-presets';
import { BULK_MINUTES, BULK_SECRETS, findBulkReads } from '@/lib/domain/access/find-bulk-reads';
import type { Context } from '@/lib/domain/ports/context';
import { toAskedPeriod } from './parts/asked-period';
import { authorize, sightOf } from './parts/authorize';
import { toPrincipalView } from './parts/to-event-view';
import { findVisibleCoverage } from './parts/visible-coverage';
import { toWire } from './parts/wire-time';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

/** Every read of whoever reads much is looked at, so that it is not looked at further back than that. */
const DAYS = 7;
const MOST_MINUTES = 50_000;
const MINUTE_MS = 60_000;

/** GET /api/access/bulk-reads: who read many different secrets in a short time, at most the last seven days of the period. */
export async function listBulkReads(ctx: Context, query: PresetQuery): Promise<BulkReadsList> {
  authorize(ctx, 'history.read');
  const { env, actorKind } = query;
  const asked = toAskedPeriod(query, ctx.now(), DAYS);
  const earliest = new Date(asked.to.getTime() - DAYS * 86_400_000);
  const from = asked.from > earliest ? asked.from : earliest;
  const filter = { from, to: asked.to, env, actorKind };
  const [minutes, visible, unkept] = await Promise.all([
    ctx.store.history.minutesOfReads(sightOf(ctx), filter, BULK_SECRETS, MOST_MINUTES),
    findVisibleCoverage(ctx, 'events'),
    findUnkept(ctx, { from, action: ['read'] }),
  ]);
  const byPrincipal = Map.groupBy(minutes, ({ principalKey }) => principalKey);
  const cutAt = minutes.length === MOST_MINUTES ? minutes.at(-1)?.minute : undefined;
  return {
    items: findBulkReads(minutes).flatMap((found) => {
      const own = byPrincipal.get(found.principalKey) ?? [];
      const inside = own.filter(({ minute }) => minute >= found.from && minute <= found.to);
      const [latest] = inside;
      if (!latest) return [];
      return {
        principal: toPrincipalView(latest.principal),
        actorKind: latest.actorKind,
        from: toWire(found.from),
        // The last millisecond of its last minute, so that a link to its events leads to all of them.
        to: toWire(new Date(found.to.getTime() + MINUTE_MS - 1)),
        secrets: found.secretIds.length,
        reads: found.reads,
        batches: found.batches,
        environments: [...new Set(inside.flatMap(({ environments }) => environments))].toSorted(),
      };
    }),
    secrets: BULK_SECRETS,
    minutes: BULK_MINUTES,
    from: toWire(cutAt ?? from),
    to: toWire(asked.to),
    coverage: visible.views,
    unkept: toUnkeptView(unkept),
  };
}
