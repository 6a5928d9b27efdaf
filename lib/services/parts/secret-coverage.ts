import 'server-only';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { toCommonCoverage } from '@/lib/domain/history/common-coverage';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toScopeId } from '@/lib/domain/scope';

type Ctx = Pick<SystemContext, 'store'>;
type Row = Pick<InventoryRow, 'accountId' | 'scopeId' | 'replicas'>;

/** Regions of its replicas that are no scope here: who reads it there is told by no history that is known. */
export async function findUnwatched(ctx: Ctx, { accountId, replicas }: Row): Promise<string[]> {
  if (replicas.length === 0) return [];
  const configured = new Set((await ctx.store.scopes.list()).map(({ id }) => id));
  return replicas.map(({ region }) => region).filter((region) => !configured.has(toScopeId(accountId, region)));
}

/**
 * Of what times each read of a secret is known where it is looked for: a replica is read in its own region, and told of in
 * that region's history. Beside it belongs where nobody looks.
 */
export async function findWatchedCoverage(ctx: Ctx, row: Row): Promise<CoverageInterval[]> {
  const unwatched = await findUnwatched(ctx, row);
  const others = row.replicas.flatMap(({ region }) =>
    unwatched.includes(region) ? [] : toScopeId(row.accountId, region),
  );
  const ids = [...new Set([row.scopeId, ...others])];
  const coverage = await ctx.store.history.coverage(ids);
  return toCommonCoverage(ids.map((id) => ofEvents(coverage.get(id) ?? [])));
}

/** Of what times each read of a secret is known, wherever it is: of none, where a replica is where nobody looks. */
export async function findSecretCoverage(ctx: Ctx, row: Row): Promise<CoverageInterval[]> {
  return (await findUnwatched(ctx, row)).length > 0 ? [] : findWatchedCoverage(ctx, row);
}
