import 'server-only';
import type { SecretsFilter } from '@/lib/contract/secrets-query';
import { AppError } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventorySort } from '@/lib/domain/ports/inventory-store';

const HISTORY_SORTS: ReadonlySet<InventorySort> = new Set(['lastRead', 'reads30d']);

/** An order or a filter by reads tells of them: throws `forbidden` without history.read. */
export function requireHistoryFor(
  ctx: Context,
  asked: Pick<SecretsFilter, 'lastRead' | 'readBy'>,
  sort?: InventorySort,
): void {
  const byReads =
    asked.lastRead.length > 0 || asked.readBy !== undefined || (sort !== undefined && HISTORY_SORTS.has(sort));
  if (byReads && !holds(ctx.actor.grants, 'history.read'))
    throw new AppError('forbidden', 'Sorting and filtering by reads needs history.read.', { refused: 'history.read' });
}
