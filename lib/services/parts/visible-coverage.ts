import 'server-only';
import type { AccessList } from '@/lib/contract/access-list';
import type { CoverageInterval } from '@/lib/domain/event-record';
import type { Context } from '@/lib/domain/ports/context';
import { toCoverageView } from './to-coverage-view';
import { visibleScopes } from './visible-scopes';

export interface VisibleCoverage {
  /** Of every scope in sight, also one of which nothing was read. */
  intervals: Map<string, CoverageInterval[]>;
  views: AccessList['coverage'];
}

/** What is known of the history of the scopes in which the actor sees something. */
export async function findVisibleCoverage(ctx: Context): Promise<VisibleCoverage> {
  const ids = (await visibleScopes(ctx)).map(({ scope }) => scope.id);
  const covered = await ctx.store.history.coverage(ids);
  const now = ctx.now();
  const intervals = new Map(ids.map((id) => [id, covered.get(id) ?? []]));
  const views = ids.flatMap((scope) =>
    (covered.get(scope) ?? []).map((interval) => ({ ...toCoverageView(interval, now), scope })),
  );
  return { intervals, views };
}
