import type { DayGroup } from './to-day-groups';

/** Reads that the answer tells of each day, as the figures count them: those that succeeded or were denied. */
export function countReads(groups: readonly DayGroup[]): Map<string, number> {
  const reads = new Map<string, number>();
  for (const { day, event, events } of groups)
    if (event.actionClass === 'read' && event.outcome !== 'failed') reads.set(day, (reads.get(day) ?? 0) + events);
  return reads;
}

interface Answer {
  groups: readonly DayGroup[];
  /** How many records of any service each day had; a day that is not in it had none. */
  records: ReadonlyMap<string, number>;
}

/**
 * Which days Athena tells of from now on. Only those of which it tells no less than what is known already: a table that sees
 * other files, or none, and a trail that records writes alone, would take away reads that are stored.
 */
export function takeDays({ groups, records }: Answer, known: ReadonlyMap<string, number>): string[] {
  const reads = countReads(groups);
  return [...records]
    .filter(([day, count]) => count > 0 && (reads.get(day) ?? 0) >= (known.get(day) ?? 0))
    .map(([day]) => day);
}
