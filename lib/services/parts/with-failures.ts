import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Sibling } from '@/lib/domain/preflight-facts';
import { newestFirst } from '@/lib/domain/rotation/read-progress';

/** With when the last rotation of each failed, if that is how it ended. */
export async function withFailures<R extends InventoryRow>(
  ctx: Context,
  rows: readonly R[],
): Promise<(R & Pick<Sibling, 'lastFailedAt'>)[]> {
  const events = await ctx.store.inventory.rotationEvents(rows.map(({ id }) => id));
  return rows.map((row) => {
    const ends = (events.get(row.id) ?? []).filter(({ name }) => name !== 'RotationStarted');
    const [last] = ends.toSorted(newestFirst);
    return { ...row, lastFailedAt: last?.name === 'RotationFailed' ? last.at : null };
  });
}
