import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { getSecretRow } from './get-secret-row';

/** What is not there and what is not in sight are one to the person; either way it was tried. */
export async function findForAct(ctx: Context, action: Permission, id: string): Promise<InventoryRow> {
  try {
    return await getSecretRow(ctx, id);
  } catch (error) {
    const missing = error instanceof AppError && error.code === 'not_found';
    throw missing ? new AppError('not_found', error.message, { refused: action }) : error;
  }
}
