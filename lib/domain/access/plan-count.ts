import type { ActionClass, Outcome } from '@/lib/domain/event-record';
import type { EventFilter } from '@/lib/domain/ports/history-store';

const DAY_MS = 86_400_000;
/** Whole days would say little of less: what is shorter is counted to the millisecond. */
const SHORTEST_MS = 2 * DAY_MS;

/** So many events are counted one by one: what takes a tenth of a second. */
export const MOST_COUNTED = 100_000;

export interface Period {
  from: Date;
  to: Date;
}

/** How events that match are counted: by the sums of whole UTC days where those can tell, else one by one. */
export interface CountPlan {
  /** What is counted, without its period. */
  filter: Omit<EventFilter, 'from' | 'to'>;
  /** As it was asked for. */
  exact: Period;
  /** The same in whole days; null: no sum by days can tell. */
  days: Period | null;
}

const READS: ActionClass[] = ['read'];
const COUNTED: Outcome[] = ['success', 'denied'];

/** Whether these are reads that succeeded or were denied, which is what the sums of each secret hold. */
export const isOfReads = ({ action = [], eventName = [], outcome = [] }: EventFilter): boolean =>
  eventName.length === 0 && action.join() === 'read' && outcome.length > 0 && !outcome.includes('failed');

const startOfDay = (at: Date): number => Math.floor(at.getTime() / DAY_MS) * DAY_MS;

/** From the first moment of the day that `from` lies in to the last of that of `to`. */
export const toWholeDays = ({ from, to }: Period): Period => ({
  from: new Date(startOfDay(from)),
  to: new Date(startOfDay(to) + DAY_MS - 1),
});

/**
 * Where nothing is said of actions, reads are counted; where nothing is said of outcomes either, those that
 * succeeded and those that were denied: a name that nothing has was no read of a secret. No sum knows an address or
 * one of AWS's own operations.
 */
export function planCount(asked: EventFilter & Period): CountPlan {
  const { from, to, ...filter } = asked;
  const saysAction = (filter.action?.length ?? 0) + (filter.eventName?.length ?? 0) > 0;
  const action = saysAction ? filter.action : READS;
  const readsAlone = action?.join() === 'read' && !filter.eventName?.length;
  const outcome = filter.outcome?.length || !readsAlone ? filter.outcome : COUNTED;
  const exact = { from, to };
  const byDay = !filter.address?.length && !filter.eventName?.length && to.getTime() - from.getTime() >= SHORTEST_MS;
  return {
    filter: { ...filter, ...(action && { action }), ...(outcome && { outcome }) },
    exact,
    days: byDay ? toWholeDays(exact) : null,
  };
}
