import type { RotationState } from '@/lib/domain/rotation-state';

interface BucketWords {
  /** What the bucket holds, as its heading says it. */
  title: string;
  /** What it means to whoever reads it. */
  meaning: string;
  /** Said where it holds nothing. */
  none: string;
}

export const BUCKET_WORDS = {
  failing: {
    title: 'Failing',
    meaning: 'The last rotation failed, and the version it made is still pending. The current value is unchanged.',
    none: 'No rotation is failing',
  },
  stuck: {
    title: 'Stuck',
    meaning: 'A version is pending beyond its window: AWS refuses the next rotation until that label is cleared.',
    none: 'No rotation is stuck',
  },
  overdue: {
    title: 'Overdue',
    meaning: 'AWS was to rotate it by a date that is past, and did not.',
    none: 'No rotation is overdue',
  },
  running: {
    title: 'Running',
    meaning: 'A rotation has begun and not ended, within its window.',
    none: 'No rotation is running',
  },
  unknown: {
    title: 'Unknown',
    meaning: 'Rotation is on, but no labels or no dates are shown, which alone would tell whether all is well.',
    none: 'Of none it is unknown',
  },
  due: { title: 'Due', meaning: 'AWS rotates it within 7 days.', none: 'No rotation is due within 7 days' },
  healthy: {
    title: 'Healthy',
    meaning: 'Rotation is on, the last one succeeded, the next is more than 7 days away.',
    none: 'None is healthy',
  },
  managed: {
    title: 'Managed',
    meaning: 'Another AWS service or a partner rotates it, or it is a replica that follows its primary.',
    none: 'None is managed by another service',
  },
  off: { title: 'Off', meaning: 'Automatic rotation is turned off.', none: 'Rotation is turned off for none' },
  'never-configured': {
    title: 'Never set up',
    meaning: 'Rotation was never configured: AWS cannot rotate it, whatever its age.',
    none: 'Rotation is set up for all',
  },
} as const satisfies Record<RotationState, BucketWords>;
