import { addDays } from '@/lib/domain/day';
import type { FirstRead } from '@/lib/domain/access/judge-first-read';
import type { Who } from './finding';
import type { UnusualSettings } from './settings';
import type { ReaderDay, Seen, TraitName, Traits } from './traits';

/** What is known of the secret by now. */
export interface JudgedSecret {
  environment: string;
  /** As guards count it. */
  guardedAs: string;
  createdAt: Date | null;
  deletedAt: Date | null;
  lastRotatedAt: Date | null;
  /** Versions that had a label of more than a pending one, by when they were made. */
  versions: readonly { id: string; createdAt: Date }[];
}

export interface HabitDay {
  day: string;
  traits: Traits;
}

/** All that the rules about one reader look at; nothing of any other secret, so that who sees it sees what it rests on. */
export interface ReaderFacts extends ReaderDay {
  who: Who;
  secret: JudgedSecret;
  today: Traits;
  /** The days of the 30 before on which it was seen. */
  before: readonly HabitDay[];
  /** Covered days of those 30. */
  coveredDays: number;
  learned: boolean;
  /** null: what is known to be its first read was another day. */
  firstRead: { at: Date; verdict: FirstRead } | null;
  /** Denials of the day, by minute. */
  denials: readonly { minute: Date; tries: number }[];
  /** Reads by Keyledger's own role that no entry of the ledger names. */
  outside: { count: number; firstAt: Date; lastAt: Date } | null;
}

export type ReaderRule<T> = (facts: ReaderFacts, settings: UnusualSettings) => T | null;

export const momentsOf = (seen: readonly Seen[]): { firstAt: Date; lastAt: Date } => ({
  firstAt: new Date(Math.min(...seen.map(([, first]) => first))),
  lastAt: new Date(Math.max(...seen.map(([, , last]) => last))),
});

/** In one order, since they are told. */
export const valuesOf = (days: readonly HabitDay[], trait: TraitName): string[] =>
  [...new Set(days.flatMap(({ traits }) => traits[trait].map(([value]) => value)))].toSorted();

/** The days of the last few before the day, on which it is still the same matter. */
export const lately = ({ before, day }: ReaderFacts, { repeatDays }: UnusualSettings): HabitDay[] =>
  before.filter((one) => one.day >= addDays(day, -repeatDays));

export const isWatched = ({ secret }: ReaderFacts, { environments }: UnusualSettings): boolean =>
  environments.includes(secret.guardedAs);

/** Enough days of reads to have habits. */
const LEAST_DAYS = 3;
export const readingDays = ({ before }: ReaderFacts): HabitDay[] =>
  before.filter(({ traits }) => traits.reads.length > 0);
export const isKnownReader = (facts: ReaderFacts, least = LEAST_DAYS): boolean => readingDays(facts).length >= least;
