import 'server-only';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { toCommonCoverage } from '@/lib/domain/history/common-coverage';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toScopeId } from '@/lib/domain/scope';

/** Of what times each read of a secret is known: a replica is read in its own region, and told of in that region's history. */
export async function findSecretCoverage(
  ctx: Pick<SystemContext, 'store'>,
  { accountId, scopeId, replicas }: Pick<InventoryRow, 'accountId' | 'scopeId' | 'replicas'>,
): Promise<CoverageInterval[]> {
  const configured = new Set((await ctx.store.scopes.list()).map(({ id }) => id));
  const others = replicas.map(({ region }) => toScopeId(accountId, region)).filter((id) => configured.has(id));
  const ids = [...new Set([scopeId, ...others])];
  const coverage = await ctx.store.history.coverage(ids);
  return toCommonCoverage(ids.map((id) => ofEvents(coverage.get(id) ?? [])));
}
