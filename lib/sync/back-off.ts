import 'server-only';
import type { QueueSettings } from './queues';

/** Seconds until a failing job is tried again. `failures` counts from 1. */
export function toBackOffSeconds(failures: number, { firstSeconds, longestSeconds }: QueueSettings['backOff']): number {
  return Math.min(longestSeconds, firstSeconds * 2 ** Math.min(Math.max(failures, 1) - 1, 20));
}
