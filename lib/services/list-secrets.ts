import 'server-only';
import { z } from 'zod';
import type { SecretsList } from '@/lib/contract/secrets-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import { opaqueId } from '@/lib/contract/shared';
import { AppError } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryFilter, InventoryRow, InventorySort } from '@/lib/domain/ports/inventory-store';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toSecretItem } from './parts/to-secret-item';
import { oldestAge, visibleScopes } from './parts/visible-scopes';
import { toWireOrNull } from './parts/wire-time';

const HISTORY_SORTS: ReadonlySet<InventorySort> = new Set(['lastRead', 'reads30d']);

const SORT_VALUES = {
  name: positionText,
  valueAge: positionTime.nullable(),
  lastRead: positionTime.nullable(),
  nextRotation: positionTime.nullable(),
  reads30d: z.int().nullable(),
} satisfies Record<InventorySort, z.ZodType<string | number | null>>;

/** Good for the sort and order it was made under alone. */
const toPosition = ({ sort, order }: Pick<SecretsQuery, 'sort' | 'order'>) =>
  z.strictObject({ sort: z.literal(sort), order: z.literal(order), value: SORT_VALUES[sort], id: opaqueId });

/** GET /api/secrets: one page of the inventory, its count and its facets, within the actor's sight. */
export async function listSecrets(ctx: Context, query: SecretsQuery): Promise<SecretsList> {
  authorize(ctx, 'inventory.read');
  const mayReadHistory = holds(ctx.actor.grants, 'history.read');
  if (!mayReadHistory && (HISTORY_SORTS.has(query.sort) || query.lastRead.length > 0)) {
    throw new AppError('forbidden', 'Sorting and filtering by reads needs history.read.', { refused: 'history.read' });
  }
  const after = decodeCursor(query.cursor, toPosition(query));
  const sight = sightOf(ctx);
  const now = ctx.now();
  const filter = toFilter(query);
  const [rows, total, facets, scopes] = await Promise.all([
    ctx.store.inventory.list(sight, {
      filter,
      sort: query.sort,
      order: query.order,
      limit: query.limit + 1,
      after,
      now,
    }),
    query.include.includes('total') ? ctx.store.inventory.count(sight, filter, now) : undefined,
    query.include.includes('facets') ? ctx.store.inventory.facets(sight, filter, now) : undefined,
    visibleScopes(ctx),
  ]);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    items: page.map(toSecretItem),
    nextCursor: last
      ? encodeCursor({ sort: query.sort, order: query.order, value: sortValue(last, query.sort), id: last.id })
      : null,
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

function toFilter(query: SecretsQuery): InventoryFilter {
  const { env, account, region, state, service, owner, key, tag, q, valueAge, lastRead, pending } = query;
  return { env, account, region, state, service, owner, key, tags: tag, q, valueAge, lastRead, pending };
}

/** What the store sorts by; the cursor carries it, so the two must agree. */
function sortValue(row: InventoryRow, sort: InventorySort): string | number | null {
  if (sort === 'name') return row.name;
  if (sort === 'reads30d') return row.usage.reads30d;
  if (sort === 'lastRead') return toWireOrNull(row.usage.lastRead?.at ?? null);
  if (sort === 'nextRotation') return toWireOrNull(row.nextRotationAt);
  return toWireOrNull(row.valueChangedAt.notAfter ?? row.valueChangedAt.notBefore);
}
