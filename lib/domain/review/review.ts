import { addDays, dayOf } from '@/lib/domain/day';

/** Of both an answer is asked for before anybody signs. */
export const READER_VERDICTS = ['expected', 'unexpected'] as const;
export type ReaderVerdict = (typeof READER_VERDICTS)[number];

/** `overdue`: it was signed, the next one is due, some of its secrets is there, and none that covers as much has been signed since. */
export const REVIEW_STATES = ['open', 'overdue', 'signed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Whether what is stored is what was signed, by the ledger; `broken`: it is not; `missing`: it has no entry of the sign-off. */
export const REVIEW_SIGNATURES = ['holds', 'broken', 'missing'] as const;
export type ReviewSignature = (typeof REVIEW_SIGNATURES)[number];

/** Days until the next one, of which a person may choose any other. */
export const REVIEW_INTERVALS = [30, 90, 180, 365] as const;

/** Further ahead nobody remembers what was promised. */
export const LONGEST_INTERVAL = 3 * 365;
/** Reads are told by days that are kept for ever; a review of more is no review of who reads. */
export const LONGEST_PERIOD = 400;
/** With its replicas; more are reviewed by service. */
export const MOST_REVIEWED = 5000;
/** Open at once by one person: what is begun is to be ended. */
export const MOST_OPEN = 50;

interface Signed {
  signedAt: Date | null;
  /** `YYYY-MM-DD`. */
  nextOn: string | null;
  followedBy: string | null;
  /** Some of its secrets is: of none no further review can be begun. */
  isThere: boolean;
}

/** Due on the day itself, overdue from the next one on (UTC). */
export function reviewState({ signedAt, nextOn, followedBy, isThere }: Signed, now: Date): ReviewState {
  if (signedAt === null) return 'open';
  return isThere && nextOn !== null && followedBy === null && nextOn < dayOf(now) ? 'overdue' : 'signed';
}

/** Why a day cannot be that of the next review; null: it can. */
export function findNextMistake(day: string, now: Date): string | null {
  if (day <= dayOf(now)) return 'is a day that is still to come';
  return day > addDays(dayOf(now), LONGEST_INTERVAL) ? `is within ${LONGEST_INTERVAL} days` : null;
}

/** Why these days cannot be a review's period, and of which of both; null: they can. */
export function findPeriodMistake(from: string, to: string, now: Date): { field: 'from' | 'to'; rule: string } | null {
  if (to > dayOf(now)) return { field: 'to', rule: 'is a day that has begun' };
  if (from > to) return { field: 'from', rule: 'is no later than to' };
  if (addDays(from, LONGEST_PERIOD) <= to) return { field: 'from', rule: `is within ${LONGEST_PERIOD} days of to` };
  return null;
}
