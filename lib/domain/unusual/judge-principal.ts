import { BULK_MINUTES, findBulkReads, type MinuteOfReads } from '@/lib/domain/access/find-bulk-reads';
import type { ActorKind } from '@/lib/domain/event-record';
import type { Draft, Finding, Who } from './finding';
import { RULES } from './rule';
import { isMutedPrincipal, type UnusualSettings } from './settings';
import { clock, count, listed } from './words';

export interface PrincipalDay {
  principalId: string;
  actorKind: ActorKind;
  day: string;
}

/** What a principal read on a day over all secrets, and on the 30 days before. */
export interface PrincipalFacts extends PrincipalDay {
  who: Who;
  learned: boolean;
  /** Different secrets of the day; the most of any day before. */
  secrets: number;
  mostBefore: number;
  environments: readonly string[];
  firstAt: Date;
  lastAt: Date;
  reads: number;
  /** Whether it read what is guarded as production, and anything else: that day, and before. */
  prod: { today: boolean; before: boolean };
  other: { today: boolean; before: boolean };
  /** Minutes of the day, where it read many; else none. */
  minutes: readonly MinuteOfReads[];
}

const MINUTE_MS = 60_000;

/** So many times as many as ever before are more than a habit that grew. */
export const TIMES = 2;
export const isMany = (
  { secrets, mostBefore }: Pick<PrincipalFacts, 'secrets' | 'mostBefore'>,
  least: number,
): boolean => secrets >= least && secrets > TIMES * mostBefore;

function judgeMany(facts: PrincipalFacts, { manySecrets }: UnusualSettings): Draft | null {
  if (!isMany(facts, manySecrets)) return null;
  const [most] = findBulkReads(facts.minutes, manySecrets).toSorted(
    (one, other) => other.secretIds.length - one.secretIds.length,
  );
  if (!most || !isMany({ ...facts, secrets: most.secretIds.length }, manySecrets)) return null;
  const { from, to, reads, secretIds } = most;
  const before =
    facts.mostBefore === 0
      ? 'In the 30 days before it was seen to read none.'
      : `On no day of the 30 before did it read more than ${facts.mostBefore}.`;
  return {
    rule: 'many-secrets',
    firstAt: from,
    lastAt: new Date(to.getTime() + MINUTE_MS - 1),
    reason: `Read ${count(secretIds.length, 'different secret')} from ${clock(from)} to ${clock(to)} UTC, ${manySecrets} or more of them within ${BULK_MINUTES} minutes. ${before}`,
    facts: [
      { label: 'secrets', value: String(secretIds.length) },
      { label: 'environments', value: listed(facts.environments) },
    ],
    count: reads,
  };
}

function judgeBoth({ actorKind, who, prod, other, ...facts }: PrincipalFacts): Draft | null {
  if (actorKind !== 'workload' || who.type !== 'role') return null;
  const isBoth = (prod.today || prod.before) && (other.today || other.before);
  if (!isBoth || (prod.before && other.before)) return null;
  const alone = prod.before ? 'production alone' : other.before ? 'other environments alone' : 'neither';
  return {
    rule: 'prod-and-non-prod',
    firstAt: facts.firstAt,
    lastAt: facts.lastAt,
    reason: `This role read secrets of production and of other environments. In the 30 days before it was seen to read ${alone}: whatever runs as it in a lower environment now reaches production.`,
    facts: [{ label: 'environments of the day', value: listed(facts.environments) }],
    count: facts.reads,
  };
}

/** What is unusual of a principal's day over all secrets. It rests on all of them, and so is for who sees all. */
export function judgePrincipal(facts: PrincipalFacts, settings: UnusualSettings): Finding[] {
  const { principalId, actorKind, day, who, learned, environments } = facts;
  const { rules, muted } = settings;
  if (isMutedPrincipal(settings, who) || actorKind === 'aws-service' || actorKind === 'this-dashboard') return [];
  if (environments.length > 0 && environments.every((one) => muted.environments.includes(one))) return [];
  return [judgeMany(facts, settings), judgeBoth(facts)].flatMap((draft) => {
    if (!draft || !rules.includes(draft.rule) || (RULES[draft.rule].learns && !learned)) return [];
    const { count: events, of: _of, ...rest } = draft;
    return [{ ...rest, count: events ?? 0, secretId: null, principalId, actorKind, day }];
  });
}
