import type { Options } from '@/lib/local-aws/options';
import { share } from '@/lib/local-aws/seed/hash';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { TrailEvent } from './trail-event';

const minute = 60_000;
const earliestLate = 30 * minute;
const latest = 24 * 60 * minute;

type Delays = Pick<Options, 'eventDelayMs' | 'lateEvents'>;

/** Which events are late, and by how much each is delayed, follows from their ids: the same at every look. */
function isLate({ id }: TrailEvent, { lateEvents }: Delays): boolean {
  return lateEvents > 0 && share(`late ${id}`) < lateEvents;
}

/**
 * When an event can be seen: after a quarter of the delay up to seven quarters ("on average about 5 minutes, not
 * guaranteed", aws-facts §2.1), late ones half an hour to a day after they happened.
 */
export function visibleFrom(event: TrailEvent, delays: Delays): number {
  if (isLate(event, delays)) return event.time + earliestLate + share(`by ${event.id}`) * (latest - earliestLate);
  return delays.eventDelayMs === 0 ? event.time : event.time + delays.eventDelayMs * (0.25 + 1.5 * share(event.id));
}

/** After how long everything can be seen. */
export const longestDelay = ({ eventDelayMs, lateEvents }: Delays) =>
  Math.max(eventDelayMs * 1.75, lateEvents > 0 ? latest : 0);

/** The record as it is delivered; a late one says so (CloudTrail record contents, `addendum`). */
export function toDelivered(event: TrailEvent, delays: Delays): JsonObject {
  const record = event.toRecord();
  return isLate(event, delays) ? { ...record, addendum: { reason: 'DELIVERY_DELAY' } } : record;
}
