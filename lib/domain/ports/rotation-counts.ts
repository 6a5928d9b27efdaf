import type { RotationState } from '@/lib/domain/rotation-state';
import type { FacetCount } from './inventory-facets';
import type { InventoryFilter, Sight } from './inventory-store';

export interface DueWithin {
  after: Date;
  until: Date;
}

export interface DueFilter {
  /** AWS is to rotate it by a date after the one and no later than the other. */
  nextRotation?: DueWithin;
}

/** `state`: the bucket that is looked at. */
export type RotationFilter = Pick<InventoryFilter, 'env' | 'account' | 'service' | 'state' | 'nextRotation'>;

export interface RotationBucket {
  state: RotationState;
  count: number;
  /** Of these it is not known whether a rotation failed meanwhile: that part of history was not read. */
  unsure: number;
  /** Since when the first of them is in this state. */
  oldestSince: Date | null;
}

export interface RotationDay {
  /** `YYYY-MM-DD`. */
  day: string;
  count: number;
  inStates: number;
}

/** Each counted under the filter less its own dimension; states that nothing is in are absent. */
export interface RotationCounts {
  buckets: RotationBucket[];
  env: FacetCount[];
  account: FacetCount[];
  service: FacetCount[];
}

export interface RotationDays {
  /** Of each day (UTC) on which any is to be rotated, how many are, and how many of them are in one of `states`. */
  rotationDays(
    sight: Sight,
    filter: RotationFilter & { nextRotation: DueWithin },
    states: readonly RotationState[],
    now: Date,
  ): Promise<RotationDay[]>;
}
