import { toDueTime, type Standing } from './plan-anchor';

/** A worker looks every few seconds, and is started again within half a minute where it ends. */
const GRACE_MILLISECONDS = 15 * 60_000;

/** That moment, where it is so long ago that the worker should have seen to it. */
export const findDelay = (since: Date, now: Date): Date | null =>
  now.getTime() - since.getTime() > GRACE_MILLISECONDS ? since : null;

/**
 * Since when an anchor has been due that was not made; null: none has for long. `oldestAt`: of the entries that no
 * anchor reaches. What is due by their number is not looked at: it is made within seconds, or is due by time as well.
 */
export function findOverdue(
  standing: Omit<Standing, 'ledger'>,
  { oldestAt, everyMinutes }: { oldestAt: Date | null; everyMinutes: number },
): Date | null {
  const due = toDueTime(standing, { everyMinutes, everyEntries: Infinity });
  return due === null ? null : findDelay(new Date(Math.max(due, oldestAt?.getTime() ?? 0)), standing.now);
}
