import 'server-only';
import type { CoverageView } from '@/lib/contract/access';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { toWire } from './wire-time';

export const toCoverageView = (interval: CoverageInterval, now: Date): CoverageView => ({
  from: toWire(interval.from),
  to: toWire(interval.to),
  source: interval.source,
  lag: Math.max(0, Math.round((now.getTime() - interval.to.getTime()) / 1000)),
});
