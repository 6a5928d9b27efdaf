import 'server-only';
import type { LogicalSecretView, MatrixSecret } from '@/lib/contract/matrix-list';
import { describeDifference, isDefaultKey } from '@/lib/domain/inventory/describe-difference';
import { judgeCell, type CellFacts } from '@/lib/domain/inventory/judge-cell';
import type { LogicalSecret, MatrixCell } from '@/lib/domain/ports/inventory-matrix';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import type { Tags } from '@/lib/domain/secret';
import { toSecretItem } from './to-secret-item';

const findOwner = (tags: Tags): string | null =>
  ['owner', 'team'].filter((key) => Object.hasOwn(tags, key)).map((key) => tags[key] ?? '')[0] ?? null;

function toMatrixSecret(row: InventoryRow): MatrixSecret {
  const { id, name, account, accountName, region, rotation, owningService, deletion } = toSecretItem(row);
  const schedule = describeSchedule(row.rotationRules);
  const keyKind = isDefaultKey(row.kmsKeyId) ? 'default' : 'customer';
  const place = { id, name, account, accountName, region };
  return { ...place, rotation, schedule, keyKind, owner: findOwner(row.tags), owningService, deletion };
}

const toCompared = ({ environment, secrets }: MatrixCell) =>
  secrets
    .filter(({ deletion }) => deletion === null)
    .map((row) => ({
      environment,
      rotating: row.rotationEnabled === true,
      schedule: describeSchedule(row.rotationRules),
      isDefaultKey: isDefaultKey(row.kmsKeyId),
      owner: findOwner(row.tags),
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
