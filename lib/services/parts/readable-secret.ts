import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { getSecretRow } from './get-secret-row';
import { mayRead } from './may-act';

/** A secret whose history the actor may read: `not_found` where they may not see it, `forbidden` where they may see only that. */
export async function getReadableSecret(ctx: Context, id: string): Promise<InventoryRow> {
  const row = await getSecretRow(ctx, id);
  if (mayRead(ctx, 'history.read', row)) return row;
  throw new AppError('forbidden', 'Its history is not yours to see.', { refused: 'history.read' });
}
