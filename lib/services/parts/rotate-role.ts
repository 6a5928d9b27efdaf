import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { isRoleless } from './act-role';

/** Whether there is a role to rotate with, of any secret; scopes are read once for all. A scope that is gone has none. */
export async function findRotateRoles(ctx: Context): Promise<(row: Pick<InventoryRow, 'scopeId'>) => boolean> {
  const scopes = await ctx.store.scopes.list();
  const withRole = new Set(scopes.filter((scope) => !isRoleless(ctx.aws.actRole(scope, 'rotate'))).map(({ id }) => id));
  return ({ scopeId }) => withRole.has(scopeId);
}
