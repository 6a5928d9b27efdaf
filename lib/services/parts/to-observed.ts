import 'server-only';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { ObservedSecret } from '@/lib/domain/secret';

/** A row as AWS last told of it, for previews that do not ask AWS again. */
export const toObserved = (row: InventoryRow): ObservedSecret => ({
  ...row,
  deletedAt: row.deletion?.requestedAt ?? null,
  rotationRules: row.rotationRules,
});
