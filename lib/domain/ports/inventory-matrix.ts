import type { InventoryFilter, InventoryRow } from './inventory-store';

/** What the secrets of one logical secret may differ in. */
export const DIFFERENCES = ['rotation', 'interval', 'key', 'owner'] as const;
export type Difference = (typeof DIFFERENCES)[number];

export const MATRIX_PARTS = ['all', 'incomplete', 'differing'] as const;
/** `incomplete`: an environment has none of it, or has it pending deletion. `differing`: see DIFFERENCES. */
export type MatrixPart = (typeof MATRIX_PARTS)[number];

export interface MatrixQuery {
  /** A logical secret is told where one of its secrets meets it; `env` chooses the columns, too. */
  filter: InventoryFilter;
  only: MatrixPart;
  limit: number;
  /** The last of the page before. */
  after: { service: string | null; leaf: string } | null;
  now: Date;
}

/** What one environment has of a logical secret; one that has nothing is no cell. */
export interface MatrixCell {
  environment: string;
  /** All in it; those pending deletion among them. */
  count: number;
  pending: number;
  /** Some of them, by name. */
  secrets: InventoryRow[];
}

export interface LogicalSecret {
  service: string | null;
  leaf: string;
  /** Over all that is not pending deletion in the columns. What AWS or a tag does not tell differs from nothing. */
  differs: Difference[];
  cells: MatrixCell[];
}

export interface InventoryMatrix {
  /** The columns: those of the filter, else the environments with most secrets in sight. */
  environments: string[];
  /** In sight and no column. */
  environmentsLeftOut: number;
  /** In the byte order of service, then leaf; without service first. */
  rows: LogicalSecret[];
  totals: Readonly<Record<MatrixPart, number>>;
}
