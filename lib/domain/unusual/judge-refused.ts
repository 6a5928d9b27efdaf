import { BULK_MINUTES, findBulkReads, type MinuteOfReads } from '@/lib/domain/access/find-bulk-reads';
import type { Draft, Finding, Who } from './finding';
import { TIMES, type PrincipalDay } from './judge-principal';
import { HABIT_OF_DAYS } from './rules/of-refusals';
import { isMutedPrincipal, type UnusualSettings } from './settings';
import { clock, count, listed } from './words';

/** Of how many different secrets a principal was denied on a day, and on the days of the 30 before on which it was. */
export interface Refusals extends PrincipalDay {
  secrets: number;
  before: readonly number[];
  environments: readonly string[];
}

export interface RefusedFacts extends Refusals {
  who: Who;
  /** Minutes of the day with what was denied in them, where it was much; else none. */
  minutes: readonly MinuteOfReads[];
}

/** Days of about as many: who was denied on as many days before knocks by habit, as a program that nobody mended does. */
const daysLike = (secrets: number, before: readonly number[]): number =>
  before.filter((one) => TIMES * one >= secrets).length;

export const isRefusedMany = ({ secrets, before }: Pick<Refusals, 'secrets' | 'before'>, least: number): boolean =>
  secrets >= least && daysLike(secrets, before) < HABIT_OF_DAYS;

const habitWords = (secrets: number, before: readonly number[]): string => {
  if (before.length === 0) return 'In the 30 days before it was not denied any.';
  const days = daysLike(secrets, before);
  return days === 0
    ? `On no day of the 30 before was it denied more than ${count(Math.max(...before), 'secret')}.`
    : `On ${count(days, 'day')} of the 30 before it was denied about as many.`;
};

function judgeMany({ minutes, before, environments, ...facts }: RefusedFacts, least: number): Draft | null {
  if (!isRefusedMany({ ...facts, before }, least)) return null;
  const [most] = findBulkReads(minutes, least).toSorted(
    (one, other) => other.secretIds.length - one.secretIds.length || one.from.getTime() - other.from.getTime(),
  );
  if (!most) return null;
  const { from, to, reads, secretIds } = most;
  const secrets = secretIds.length;
  if (!isRefusedMany({ secrets, before }, least)) return null;
  return {
    rule: 'denied-burst',
    firstAt: from,
    lastAt: new Date(to.getTime() + 59_999),
    reason: `Denied ${count(secrets, 'different secret')} from ${clock(from)} to ${clock(to)} UTC, ${least} or more of them within ${BULK_MINUTES} minutes: whoever tries one after the other looks for what it may read. ${habitWords(secrets, before)}`,
    facts: [
      { label: 'secrets', value: String(secrets) },
      { label: 'denials', value: String(reads) },
      { label: 'environments', value: listed(environments) },
    ],
    count: reads,
  };
}

/**
 * What is unusual of a principal's refusals over all secrets: one after the other, each perhaps once, which is a burst of
 * none of them.
 */
export function judgeRefused(facts: RefusedFacts, settings: UnusualSettings): Finding[] {
  const { principalId, actorKind, day, who, environments } = facts;
  const { rules, muted, deniedBurst } = settings;
  if (!rules.includes('denied-burst') || isMutedPrincipal(settings, who)) return [];
  if (environments.length > 0 && environments.every((one) => muted.environments.includes(one))) return [];
  const draft = judgeMany(facts, deniedBurst);
  if (!draft) return [];
  const { count: events, of: _of, ...rest } = draft;
  return [{ ...rest, count: events ?? 0, secretId: null, principalId, actorKind, day }];
}
