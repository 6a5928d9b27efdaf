import 'server-only';
import type { SecretsList } from '@/lib/contract/secrets-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import { AppError } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventorySort } from '@/lib/domain/ports/inventory-store';
import { authorize, sightOf } from './parts/authorize';
import { pageOfSecrets, toInventoryFilter } from './parts/page-of-secrets';
import { toSecretItem } from './parts/to-secret-item';
import { oldestAge, visibleScopes } from './parts/visible-scopes';
import { toWireOrNull } from './parts/wire-time';

const HISTORY_SORTS: ReadonlySet<InventorySort> = new Set(['lastRead', 'reads30d']);

/** GET /api/secrets: one page of the inventory, its count and its facets, within the actor's sight. */
export async function listSecrets(ctx: Context, query: SecretsQuery): Promise<SecretsList> {
  authorize(ctx, 'inventory.read');
  const mayReadHistory = holds(ctx.actor.grants, 'history.read');
  if (!mayReadHistory && (HISTORY_SORTS.has(query.sort) || query.lastRead.length > 0)) {
    throw new AppError('forbidden', 'Sorting and filtering by reads needs history.read.', { refused: 'history.read' });
  }
  const sight = sightOf(ctx);
  const now = ctx.now();
  const filter = toInventoryFilter(query);
  const [{ page, nextCursor }, total, facets, scopes] = await Promise.all([
    pageOfSecrets(ctx, query),
    query.include.includes('total') ? ctx.store.inventory.count(sight, filter, now) : undefined,
    query.include.includes('facets') ? ctx.store.inventory.facets(sight, filter, now) : undefined,
    visibleScopes(ctx),
  ]);
  return {
    items: page.map(toSecretItem),
    nextCursor,
    ...(total === undefined ? {} : { total }),
    ...(facets ? { facets: mayReadHistory ? facets : { ...facets, lastRead: undefined } } : {}),
    asOf: toWireOrNull(oldestAge(scopes)),
    scopes: scopes.map(({ scope, inventory }) => ({
      id: scope.id,
      state: inventory.state,
      asOf: toWireOrNull(inventory.asOf),
    })),
  };
}
