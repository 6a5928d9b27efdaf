import 'server-only';
import type { AccessList } from '@/lib/contract/access-list';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { Context } from '@/lib/domain/ports/context';
import { toCoverageView } from './to-coverage-view';
import { visibleScopes } from './visible-scopes';

export interface VisibleCoverage {
  /** Of every scope in sight, also one of which nothing was read. */
  intervals: Map<string, CoverageInterval[]>;
  views: AccessList['coverage'];
}

/** What is known of the history of the scopes in which the actor sees something: of single events, or of what each day came to. */
export async function findVisibleCoverage(ctx: Context, what: 'events' | 'days'): Promise<VisibleCoverage> {
  const ids = (await visibleScopes(ctx)).map(({ scope }) => scope.id);
  const covered = await ctx.store.history.coverage(ids);
  const now = ctx.now();
  const told = (id: string) => (what === 'days' ? (covered.get(id) ?? []) : ofEvents(covered.get(id) ?? []));
  const intervals = new Map(ids.map((id) => [id, told(id)]));
  const views = ids.flatMap((scope) => told(scope).map((interval) => ({ ...toCoverageView(interval, now), scope })));
  return { intervals, views };
}
