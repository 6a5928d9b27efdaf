import 'server-only';
import type { SecretsList } from '@/lib/contract/secrets-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { facetsOf } from './parts/facets-of';
import { pageOfSecrets, toInventoryFilter } from './parts/page-of-secrets';
import { requireHistoryFor } from './parts/require-history';
import { scopeStamps } from './parts/scope-stamps';
import { toSecretItem } from './parts/to-secret-item';

/** GET /api/secrets: one page of the inventory, its count and its facets, within the actor's sight. */
export async function listSecrets(ctx: Context, query: SecretsQuery): Promise<SecretsList> {
  authorize(ctx, 'inventory.read');
  requireHistoryFor(ctx, query, query.sort);
  const filter = toInventoryFilter(query);
  const [{ page, nextCursor }, total, facets, stamps] = await Promise.all([
    pageOfSecrets(ctx, query),
    query.include.includes('total') ? ctx.store.inventory.count(sightOf(ctx), filter, ctx.now()) : undefined,
    query.include.includes('facets') ? facetsOf(ctx, filter) : undefined,
    scopeStamps(ctx),
  ]);
  return {
    items: page.map(toSecretItem),
    nextCursor,
    ...(total === undefined ? {} : { total }),
    ...(facets ? { facets } : {}),
    ...stamps,
  };
}
