import 'server-only';
import { z } from 'zod';
import type { SecretsFilter, SecretsQuery } from '@/lib/contract/secrets-query';
import { opaqueId } from '@/lib/contract/shared';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryFilter, InventoryRow, InventorySort } from '@/lib/domain/ports/inventory-store';
import { sightOf } from './authorize';
import { decodeCursor, encodeCursor } from './cursor';
import { positionText, positionTime } from './position';
import { toWireOrNull } from './wire-time';

const SORT_VALUES = {
  name: positionText,
  valueAge: positionTime.nullable(),
  lastRead: positionTime.nullable(),
  nextRotation: positionTime.nullable(),
  rotationSince: positionTime.nullable(),
  reads30d: z.int().nullable(),
} satisfies Record<InventorySort, z.ZodType<string | number | null>>;

/** Good for the sort and order it was made under alone. */
const toPosition = ({ sort, order }: Pick<SecretsQuery, 'sort' | 'order'>) =>
  z.strictObject({ sort: z.literal(sort), order: z.literal(order), value: SORT_VALUES[sort], id: opaqueId });

/** What the store sorts by; the cursor carries it, so the two must agree. */
function sortValue(row: InventoryRow, sort: InventorySort): string | number | null {
  if (sort === 'name') return row.name;
  if (sort === 'reads30d') return row.usage.reads30d;
  if (sort === 'lastRead') return toWireOrNull(row.usage.lastRead?.at ?? null);
  if (sort === 'nextRotation') return toWireOrNull(row.nextRotationAt);
  if (sort === 'rotationSince') return toWireOrNull(row.rotation.since);
  return toWireOrNull(row.valueChangedAt.notAfter ?? row.valueChangedAt.notBefore);
}

export function toInventoryFilter(query: SecretsFilter): InventoryFilter {
  const { env, account, region, state, service, owner, key, tag, q, valueAge, lastRead, pending } = query;
  const { owningService, prefix, below, without, readBy } = query;
  const named = { env, account, region, state, service, owner, owningService, key, tags: tag };
  return { ...named, q, valueAge, lastRead, pending, prefix, below, without, ...(readBy && { readBy }) };
}

/** One page of what the query asks for, within the actor's sight, and where the next one begins. `more`: what no URL of the list asks for. */
export async function pageOfSecrets(
  ctx: Context,
  query: SecretsQuery,
  more: Pick<InventoryFilter, 'nextRotation'> = {},
): Promise<{ page: InventoryRow[]; nextCursor: string | null }> {
  const { sort, order, limit } = query;
  const after = decodeCursor(query.cursor, toPosition(query));
  const filter = { ...toInventoryFilter(query), ...more };
  const rows = await ctx.store.inventory.list(sightOf(ctx), {
    filter,
    sort,
    order,
    limit: limit + 1,
    after,
    now: ctx.now(),
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last ? encodeCursor({ sort, order, value: sortValue(last, sort), id: last.id }) : null };
}
