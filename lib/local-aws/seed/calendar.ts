import { hash32, share } from './hash';
import type { Reader, RotationStory } from './spec';

export const dayMs = 86_400_000;
const hour = 3_600_000;

/**
 * Everything that comes back does so on absolute days (days since 1970, UTC): which ones follows from the key alone, so
 * that two runs of the same seed, on whatever days, agree about every day.
 */
export function fallsOn(key: string, every: number, day: number): boolean {
  return (day - (hash32(`phase ${key}`) % every)) % every === 0;
}

/** The last such day up to and including `day`. */
export function lastOn(key: string, every: number, day: number): number {
  const phase = hash32(`phase ${key}`) % every;
  return day - ((((day - phase) % every) + every) % every);
}

/** A moment of a day, between two hours, chosen by the key. */
export function momentOf(key: string, day: number, [from, to]: [number, number] = [0, 24]): number {
  return day * dayMs + Math.floor((from + share(`moment ${key} ${day}`) * (to - from)) * hour);
}

const isWeekend = (day: number) => [2, 3].includes(((day % 7) + 7) % 7);

/** How often a reader reads on one day; 1970-01-01 was a Thursday. */
export function readsOn(reader: Reader, key: string, day: number): number {
  if (reader.weekdays === true && isWeekend(day)) return 0;
  if (reader.perDay !== undefined) return reader.perDay;
  return fallsOn(key, reader.everyDays ?? 30, day) ? (reader.count ?? 1) : 0;
}

/** The moments of a reader's reads on one day; a burst (reads rarer than daily) falls within a few minutes. */
export function readTimes(reader: Reader, key: string, day: number): number[] {
  const count = readsOn(reader, key, day);
  if (reader.perDay !== undefined)
    return Array.from({ length: count }, (_, index) => momentOf(`${key} ${index}`, day, reader.hours));
  const start = momentOf(key, day, reader.hours ?? [7, 17]);
  return Array.from({ length: count }, (_, index) => start + index * 7000);
}

/** Cycle of a broken rotation: it is tried anew by hand this often, and breaks again. */
export const brokenCycle = 28;
export const deletionCycle = 20;

/** When a scheduled rotation falls on a day: in the small hours. `undefined` on other days and for other stories. */
export function scheduledRotation(story: RotationStory, arn: string, day: number): number | undefined {
  if (story.is !== 'scheduled' && story.is !== 'managed') return undefined;
  return fallsOn(arn, story.every, day) ? momentOf(`rotation ${arn}`, day, [2, 4]) : undefined;
}

/** The last scheduled rotation up to a moment. */
export function lastScheduled(every: number, arn: string, moment: number): number {
  const time = momentOf(`rotation ${arn}`, lastOn(arn, every, Math.floor(moment / dayMs)), [2, 4]);
  return time <= moment
    ? time
    : momentOf(`rotation ${arn}`, lastOn(arn, every, Math.floor(moment / dayMs) - 1), [2, 4]);
}

/** When the pending version of a broken rotation came to be. */
export function lastBroken(arn: string, moment: number): number {
  const day = Math.floor(moment / dayMs);
  const time = momentOf(`broken ${arn}`, lastOn(arn, brokenCycle, day), [9, 11]);
  return time <= moment ? time : momentOf(`broken ${arn}`, lastOn(arn, brokenCycle, day - 1), [9, 11]);
}

export function lastDeletion(arn: string, moment: number): number {
  const day = Math.floor(moment / dayMs);
  const time = momentOf(`deletion ${arn}`, lastOn(arn, deletionCycle, day), [8, 16]);
  return time <= moment ? time : momentOf(`deletion ${arn}`, lastOn(arn, deletionCycle, day - 1), [8, 16]);
}
