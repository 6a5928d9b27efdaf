/** Single events of days that Athena tells of, asked for by a person. */
export const QUESTION_STATES = ['waiting', 'running', 'answered', 'failed', 'cancelled'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** From the first to the last of its days: what is scanned is paid for. */
export const LONGEST_QUESTION = 7;
/** Events of one answer, the newest. */
export const MOST_EVENTS = 1000;
/** Records that are read for them: what a query finds may be about another secret in the end. */
export const MOST_ROWS = 20_000;

const MINUTE = 60_000;
/** An answer is kept so long, for its asker alone. */
export const KEPT_MINUTES = 60;
/** What was asked before is gone. */
export const toKeptSince = (now: Date): Date => new Date(now.getTime() - KEPT_MINUTES * MINUTE);
/** A page asks every few seconds, and a tab that is hidden once a minute; a phone that sleeps, or a reload, is no reason to ask again. */
const AWAY_MILLISECONDS = 2.5 * MINUTE;
/** By then a person has left. */
export const LONGEST_MINUTES = 10;

/** Athena bills whole megabytes, ten of them at least (Amazon Athena pricing, SQL queries); a query that failed costs nothing. */
const MEGABYTE = 1_000_000;
const LEAST_BILLED = 10;
export const toBilledBytes = (scanned: number): number =>
  scanned === 0 ? 0 : Math.max(LEAST_BILLED, Math.ceil(scanned / MEGABYTE)) * MEGABYTE;

interface Waiting {
  askedAt: Date;
  /** When its asker last looked. */
  seenAt: Date;
}

/** Why nobody waits for it any more, in words; null: somebody does. */
export function findAbandoned({ askedAt, seenAt }: Waiting, now: Date): string | null {
  if (now.getTime() - askedAt.getTime() > LONGEST_MINUTES * MINUTE)
    return `It was stopped after ${LONGEST_MINUTES} minutes. Ask for fewer days, or for one secret.`;
  if (now.getTime() - seenAt.getTime() > AWAY_MILLISECONDS)
    return 'It was stopped, since nobody looked at it any more.';
  return null;
}

/** Runs of days that follow one another. */
export function toRuns(days: readonly string[]): { from: string; to: string }[] {
  const runs: { from: string; to: string }[] = [];
  for (const day of days.toSorted()) {
    const last = runs.at(-1);
    if (last && Date.parse(day) - Date.parse(last.to) === 86_400_000) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}

/** Days from the one to the other, both counted. */
export const countDays = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
