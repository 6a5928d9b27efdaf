import { ROTATION_STATES, type RotationState } from '@/lib/domain/rotation-state';

/** The bucket to open: the one asked for, else the worst that holds anything, else the worst. */
export function pickBucket(asked: RotationState | undefined, filled: readonly RotationState[]): RotationState {
  return asked ?? ROTATION_STATES.find((state) => filled.includes(state)) ?? 'failing';
}

const ORDERS = {
  failing: 'rotationSince',
  stuck: 'rotationSince',
  overdue: 'rotationSince',
  running: 'rotationSince',
  unknown: 'nextRotation',
  due: 'nextRotation',
  healthy: 'nextRotation',
  managed: 'nextRotation',
  off: 'name',
  'never-configured': 'name',
} as const satisfies Record<RotationState, string>;

/** What stands first in a bucket: the longest trouble, then what comes next, else the name. */
export const orderOf = (state: RotationState): (typeof ORDERS)[RotationState] => ORDERS[state];
