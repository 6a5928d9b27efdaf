import 'server-only';
import type { LogicalSecretView, MatrixSecret } from '@/lib/contract/matrix-list';
import { describeDifference, isDefaultKey } from '@/lib/domain/inventory/describe-difference';
import { judgeCell, type CellFacts } from '@/lib/domain/inventory/judge-cell';
import type { LogicalSecret, MatrixCell } from '@/lib/domain/ports/inventory-matrix';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import { toSecretItem } from './to-secret-item';

/** The one that holds: what is kept here goes before a tag. */
const ownerOf = ({ owner }: InventoryRow): string | null => owner?.value ?? null;

function toMatrixSecret(row: InventoryRow): MatrixSecret {
  const { id, name, account, accountName, region, rotation, owningService, type, deletion } = toSecretItem(row);
  const schedule = describeSchedule(row.rotationRules);
  const keyKind = isDefaultKey(row.kmsKeyId) ? 'default' : 'customer';
  const place = { id, name, account, accountName, region };
  return { ...place, rotation, schedule, keyKind, owner: ownerOf(row), owningService, type, deletion };
}

const toCompared = ({ environment, secrets }: MatrixCell) =>
  secrets
    .filter(({ deletion }) => deletion === null)
    .map((row) => ({
      environment,
      rotating: row.rotationEnabled === true,
      schedule: describeSchedule(row.rotationRules),
      isDefaultKey: isDefaultKey(row.kmsKeyId),
      owner: ownerOf(row),
    }));

/** A row of the matrix with a cell for every column, also where there is nothing. */
export function toMatrixRow(
  { service, leaf, differs, cells }: LogicalSecret,
  columns: readonly Pick<CellFacts, 'environment' | 'seesAll' | 'unread'>[],
): LogicalSecretView {
  const compared = cells.flatMap(toCompared);
  return {
    service,
    leaf,
    differs: differs.map((what) => ({ what, words: describeDifference(what, compared) })),
    cells: columns.map((column) => {
      const { environment } = column;
      const cell = cells.find((one) => one.environment === environment) ?? { count: 0, pending: 0, secrets: [] };
      const { count, pending, secrets } = cell;
      return {
        environment,
        state: judgeCell({ ...column, count, pending }),
        count,
        secrets: secrets.map(toMatrixSecret),
      };
    }),
  };
}
