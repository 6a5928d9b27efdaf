import 'server-only';
import type { LogicalSecret, MatrixCell } from '@/lib/domain/ports/inventory-matrix';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { readItemsById } from './read-items';

/** The secrets of a cell that are told one by one; the others are a number. */
export const MOST_IN_CELL = 10;

/** A logical secret of which is known where it is, and what is to be read of it. */
export interface PlannedRow extends Omit<LogicalSecret, 'cells'> {
  cells: (Omit<MatrixCell, 'secrets'> & { ids: string[] })[];
}

/** Reads what the cells tell, in one query for all of them; cells stand in the order of the columns. */
export async function fillMatrix(
  db: Queryable,
  sight: Sight,
  planned: readonly PlannedRow[],
  columns: readonly string[],
  now: Date,
): Promise<LogicalSecret[]> {
  const ids = planned.flatMap(({ cells }) => cells.flatMap((cell) => cell.ids));
  const known = new Map((await readItemsById(db, sight, ids, now)).map((row) => [row.id, row]));
  return planned.map(({ cells, ...row }) => ({
    ...row,
    cells: columns.flatMap((environment) =>
      cells
        .filter((cell) => cell.environment === environment)
        .map(({ count, pending, ids: inCell }): MatrixCell => {
          const secrets = inCell.map((id) => known.get(id)).filter((secret) => secret !== undefined);
          return { environment, count, pending, secrets };
        }),
    ),
  }));
}
