import 'server-only';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { sightOf } from './authorize';
import { toWire, toWireOrNull } from './wire-time';

/** What had the name of this secret before it, under another ARN. */
export async function findFormer(ctx: Context, row: InventoryRow): Promise<SecretDetail['former']> {
  const found = await ctx.store.inventory.former(sightOf(ctx), row);
  return found.map(({ id, arn, createdAt, lastSeenAt, goneBy, historyVisible }) => ({
    id,
    arn,
    createdAt: toWireOrNull(createdAt),
    lastSeenAt: toWireOrNull(lastSeenAt),
    goneBy: toWire(goneBy),
    readHistory: historyVisible,
  }));
}
