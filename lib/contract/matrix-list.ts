import { z } from './zod';
import { CELL_STATES } from '@/lib/domain/inventory/judge-cell';
import { DIFFERENCES, MATRIX_PARTS } from '@/lib/domain/ports/inventory-matrix';
import { rotationView } from './secret-item';
import { scopeStamp } from './secrets-list';
import { secretsFilter } from './secrets-query';
import { isoTime, opaqueId, pageLimit } from './shared';

/** Without `pending`: what is pending deletion is a state of its own here. `env` chooses the columns, too. */
export const matrixQuery = secretsFilter.omit({ pending: true }).extend({
  only: z.enum(MATRIX_PARTS).default('all'),
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
});
export type MatrixQuery = z.infer<typeof matrixQuery>;

export const matrixSecret = z.strictObject({
  id: opaqueId,
  name: z.string(),
  account: z.string(),
  accountName: z.string(),
  region: z.string(),
  rotation: rotationView,
  /** In words, e.g. `every 30 days`; null where none is set. */
  schedule: z.string().nullable(),
  keyKind: z.enum(['default', 'customer']),
  /** By its tag owner or team. */
  owner: z.string().nullable(),
  owningService: z.string().nullable(),
  type: z.string().nullable(),
  deletion: z.strictObject({ requestedAt: isoTime.nullable(), endsAt: isoTime.nullable() }).nullable(),
});
export type MatrixSecret = z.infer<typeof matrixSecret>;

export const matrixCell = z.strictObject({
  environment: z.string(),
  state: z.enum(CELL_STATES),
  /** In sight there; `secrets` are the first of them by name. */
  count: z.number().int(),
  secrets: z.array(matrixSecret),
});
export type MatrixCellView = z.infer<typeof matrixCell>;

export const logicalSecret = z.strictObject({
  service: z.string().nullable(),
  leaf: z.string(),
  /** What its secrets differ in, and how, e.g. `rotation on in prod, rotation off in dev`. */
  differs: z.array(z.strictObject({ what: z.enum(DIFFERENCES), words: z.string() })),
  /** One for each column, in their order. */
  cells: z.array(matrixCell),
});
export type LogicalSecretView = z.infer<typeof logicalSecret>;

export const matrixList = z.strictObject({
  /** The columns: those asked for, else the environments in sight with most secrets. */
  environments: z.array(z.string()),
  /** Environments in sight that are no column. */
  environmentsLeftOut: z.number().int(),
  /** In the byte order of service, then leaf. */
  items: z.array(logicalSecret),
  nextCursor: z.string().nullable(),
  /** Logical secrets on all pages, by what `only` leaves of them. */
  totals: z.strictObject({ all: z.number().int(), incomplete: z.number().int(), differing: z.number().int() }),
  /** The oldest of the scopes' ages; null until one has been read. */
  asOf: isoTime.nullable(),
  scopes: z.array(scopeStamp),
});
export type MatrixList = z.infer<typeof matrixList>;
