import { hash32, hexOf, share } from './hash';
import type { Reader, RotationStory } from './spec';

const second = 1000;

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
  const every = reader.everyDays ?? 30;
  const falls = reader.phase === undefined ? fallsOn(reader.together ?? key, every, day) : day % every === reader.phase;
  return falls ? (reader.count ?? 1) : 0;
}

/** The moments of a reader's reads on one day; a burst (reads rarer than daily) falls within a few minutes. */
export function readTimes(reader: Reader, key: string, day: number): number[] {
  const count = readsOn(reader, key, day);
  if (reader.perDay !== undefined)
    return Array.from({ length: count }, (_, index) => momentOf(`${key} ${index}`, day, reader.hours));
  const start = momentOf(reader.together ?? key, day, reader.hours ?? [7, 17]);
  const offset = reader.together === undefined ? 0 : 2 * second + (hash32(`offset ${key}`) % (50 * second));
  return Array.from({ length: count }, (_, index) => start + offset + index * 7 * second);
}

/** Who reads at a moment: a workload that was deployed anew has a role of another name. */
export function whoReads({ who, redeployed }: Reader, time: number): string {
  if (redeployed === undefined) return who;
  return `${who}-${hexOf(`deployment ${who} ${lastOn(who, redeployed, Math.floor(time / dayMs))}`, 8)}`;
}

/** Cycle of a broken rotation: it is tried anew by hand this often, and breaks again. */
export const brokenCycle = 28;
export const deletionCycle = 20;

type Renewing = { every: number; key: string; hours: [from: number, to: number] };

/** How often a secret gets a new value by the calendar: in the small hours where it rotates, by day where people do it. */
function findRenewing(story: RotationStory): Renewing | undefined {
  if (story.is === 'scheduled' || story.is === 'managed') return { every: story.every, key: 'rotation', hours: [2, 4] };
  if (story.is !== 'never' || story.renewed === undefined) return undefined;
  return { every: story.renewed.every, key: 'renewal', hours: [9, 16] };
}

/** When a new value falls on a day; `undefined` on other days and for stories without. */
export function renewalOn(story: RotationStory, arn: string, day: number): number | undefined {
  const renewing = findRenewing(story);
  if (renewing === undefined || !fallsOn(arn, renewing.every, day)) return undefined;
  return momentOf(`${renewing.key} ${arn}`, day, renewing.hours);
}

/** The last new value up to a moment. */
export function lastRenewal(story: RotationStory, arn: string, moment: number): number | undefined {
  const renewing = findRenewing(story);
  if (renewing === undefined) return undefined;
  const { every, key, hours } = renewing;
  const on = (day: number) => momentOf(`${key} ${arn}`, lastOn(arn, every, day), hours);
  const time = on(Math.floor(moment / dayMs));
  return time <= moment ? time : on(Math.floor(moment / dayMs) - 1);
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
