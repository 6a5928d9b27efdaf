import 'server-only';
import type { FirstReadersList, PresetQuery } from '@/lib/contract/access-presets';
import { FIRST_READ_DAYS, judgeFirstRead } from '@/lib/domain/access/judge-first-read';
import { toCommonCoverage } from '@/lib/domain/history/common-coverage';
import type { Context } from '@/lib/domain/ports/context';
import { toAskedPeriod } from './parts/asked-period';
import { authorize, sightOf } from './parts/authorize';
import { toPrincipalView } from './parts/to-event-view';
import { findVisibleCoverage } from './parts/visible-coverage';
import { toWire } from './parts/wire-time';

const DAYS = 30;
const MOST = 200;

/** GET /api/access/first-readers: who read a secret in the period and, as far as is known, never before. */
export async function listFirstReaders(ctx: Context, query: PresetQuery): Promise<FirstReadersList> {
  authorize(ctx, 'history.read');
  const { env, actorKind } = query;
  const { from, to } = toAskedPeriod(query, ctx.now(), DAYS);
  const [rows, visible] = await Promise.all([
    ctx.store.history.firstReads(sightOf(ctx), { from, to, env, actorKind }, MOST + 1),
    findVisibleCoverage(ctx, 'days'),
  ]);
  // A replica may stand in a scope where the actor sees nothing else: its reads count all the same.
  const coverage = await ctx.store.history.coverage([...new Set(rows.flatMap(({ scopeIds }) => scopeIds))]);
  return {
    items: rows.slice(0, MOST).map(({ principal, actorKind: kind, secret, scopeIds, firstAt, reads }) => ({
      principal: toPrincipalView(principal),
      actorKind: kind,
      secret,
      firstAt: toWire(firstAt),
      reads,
      verdict: judgeFirstRead(firstAt, toCommonCoverage(scopeIds.map((id) => coverage.get(id) ?? []))),
    })),
    more: rows.length > MOST,
    days: FIRST_READ_DAYS,
    from: toWire(from),
    to: toWire(to),
    coverage: visible.views,
  };
}
