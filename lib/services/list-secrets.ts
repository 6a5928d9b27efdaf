import 'server-only';
import type { SecretsList } from '@/lib/contract/secrets-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { pageOfSecrets, toInventoryFilter } from './parts/page-of-secrets';
import { requireHistoryFor } from './parts/require-history';
import { scopeStamps } from './parts/scope-stamps';
import { toSecretItem } from './parts/to-secret-item';

/** GET /api/secrets: one page of the inventory, its count and its facets, within the actor's sight. */
export async function listSecrets(ctx: Context, query: SecretsQuery): Promise<SecretsList> {
  authorize(ctx, 'inventory.read');
  const mayReadHistory = holds(ctx.actor.grants, 'history.read');
  requireHistoryFor(ctx, query, query.sort);
  const sight = sightOf(ctx);
  const now = ctx.now();
  const filter = toInventoryFilter(query);
  const [{ page, nextCursor }, total, facets, stamps] = await Promise.all([
    pageOfSecrets(ctx, query),
    query.include.includes('total') ? ctx.store.inventory.count(sight, filter, now) : undefined,
    query.include.includes('facets') ? ctx.store.inventory.facets(sight, filter, now) : undefined,
    scopeStamps(ctx),
  ]);
  return {
    items: page.map(toSecretItem),
    nextCursor,
    ...(total === undefined ? {} : { total }),
    ...(facets ? { facets: mayReadHistory ? facets : { ...facets, lastRead: undefined } } : {}),
    ...stamps,
  };
}
