import type { Draft } from '@/lib/domain/unusual/finding';
import { lately, momentsOf, type ReaderRule } from '@/lib/domain/unusual/reader-facts';
import { clock, count, minuteOf } from '@/lib/domain/unusual/words';

export const BURST_MINUTES = 10;
const MINUTE_MS = 60_000;
/** Who is denied on so many of the days before knocks by habit: a program that nobody mended. */
export const HABIT_OF_DAYS = 5;

type Minutes = readonly { minute: Date; tries: number }[];

/** The minutes that lie in some window of ten with as many denials as are asked for. Oldest first. */
export function findBurst(denials: Minutes, least: number): { from: Date; to: Date; tries: number } | null {
  const sorted = denials.toSorted((one, other) => one.minute.getTime() - other.minute.getTime());
  const inside = new Set<number>();
  let start = 0;
  let tries = 0;
  for (const [end, { minute, tries: more }] of sorted.entries()) {
    tries += more;
    while (minute.getTime() - (sorted[start]?.minute.getTime() ?? 0) >= BURST_MINUTES * MINUTE_MS)
      tries -= sorted[start++]?.tries ?? 0;
    if (tries >= least) for (let at = start; at <= end; at += 1) inside.add(at);
  }
  const told = sorted.filter((_, at) => inside.has(at));
  const [first] = told;
  const last = told.at(-1);
  if (!first || !last) return null;
  return { from: first.minute, to: last.minute, tries: told.reduce((sum, one) => sum + one.tries, 0) };
}

const habitWords = (days: number): string =>
  days === 0
    ? 'In the 30 days before it was not denied this secret.'
    : `It was denied this secret on ${count(days, 'day')} of the 30 before.`;

export const judgeDenials: ReaderRule<Draft> = ({ denials, before }, { deniedBurst }) => {
  const burst = findBurst(denials, deniedBurst);
  if (!burst) return null;
  const isDenied = before.filter(({ traits }) => traits.refused.some(([outcome]) => outcome === 'denied'));
  if (isDenied.length >= HABIT_OF_DAYS) return null;
  const { from, to, tries } = burst;
  return {
    rule: 'denied-burst',
    firstAt: from,
    // The last millisecond of its last minute, so that a link to its events leads to all of them.
    lastAt: new Date(to.getTime() + MINUTE_MS - 1),
    reason: `Denied ${count(tries, 'time')}, ${deniedBurst} or more of them within ${BURST_MINUTES} minutes, from ${clock(from)} UTC on. ${habitWords(isDenied.length)}`,
    facts: [{ label: 'denials', value: String(tries) }],
    count: tries,
  };
};

/** Whoever still asks for what is to be deleted. */
export const judgePending: ReaderRule<Draft> = (facts, settings) => {
  const { secret, today } = facts;
  const { deletedAt } = secret;
  if (!deletedAt) return null;
  const isAfter = ([, , last]: (typeof today.refused)[number]): boolean => last >= deletedAt.getTime();
  const tries = today.refused.filter(isAfter);
  if (tries.length === 0 || lately(facts, settings).some(({ traits }) => traits.refused.some(isAfter))) return null;
  const { lastAt, firstAt } = momentsOf(tries);
  return {
    rule: 'pending-deletion',
    firstAt: firstAt < deletedAt ? deletedAt : firstAt,
    lastAt,
    reason: `Tried to read this secret, whose deletion was asked for at ${minuteOf(deletedAt)}, and was refused. In the ${settings.repeatDays} days before, it was not seen to try.`,
    facts: [{ label: 'deletion asked for', value: minuteOf(deletedAt) }],
    count: null,
    of: { trait: 'refused', values: ['denied', 'failed'] },
  };
};
