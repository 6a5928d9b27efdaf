import type { ActionClass } from '@/lib/domain/event-record';
import type { Known } from '@/lib/domain/history/how-covered';
import { toActionClass } from '@/lib/domain/event/action';

/** A class of which single events before a moment were deleted. */
interface Gone {
  action: ActionClass;
  before: Date;
}

interface Asked {
  /** Absent: since ever. */
  from?: Date | undefined;
  /** Classes, or operations and events by name, OR; none of both: all. */
  action?: readonly ActionClass[] | undefined;
  eventName?: readonly string[] | undefined;
}

/** Those of them that are missing from an answer to what is asked. */
export function whatIsUnkept<T extends Gone>(gone: readonly T[], { from, action = [], eventName = [] }: Asked): T[] {
  const asked = new Set([...action, ...eventName.map(toActionClass)]);
  return gone.filter((one) => (asked.size === 0 || asked.has(one.action)) && (from === undefined || from < one.before));
}

/** Whether something that happened then may be deleted. */
export const isUnkept = (gone: readonly Gone[], at: Date): boolean => gone.some(({ before }) => at < before);

/** What is known of a time by single events; what was never covered was not deleted. */
export const unlessUnkept = (known: Known, gone: readonly Gone[], from: Date): Known | 'unkept' =>
  known !== 'none' && isUnkept(gone, from) ? 'unkept' : known;
