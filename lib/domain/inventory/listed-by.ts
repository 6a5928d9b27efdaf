import { hash } from 'node:crypto';
import type { EnvironmentRules } from '@/lib/domain/environment';

/** By which rules a scope was listed: environment, service and leaf are decided where a secret is seen, and kept. */
export interface ListedBy {
  /** Of `toRulesMark`. */
  rules: string;
  /** When it is to be listed by them once more, as ISO time; null: all that is kept was decided by them. */
  againAt: string | null;
}

/**
 * What was described within five minutes before a listing stays as that said, by the rules of then; a minute more for
 * workers that were slower to take up the new ones.
 */
const AGAIN_MS = 6 * 60_000;

/** Differs where what is decided of a secret from its name, tags and account may differ. Of aliases the first counts. */
export const toRulesMark = (rules: EnvironmentRules, accountName: string): string =>
  hash('sha256', JSON.stringify([rules.order, rules.aliases, accountName]));

interface Facts {
  /** By its job; absent where an older build left that. */
  listedBy: ListedBy | null | undefined;
  /** When it was last listed whole, as ISO time; null: not as far as its job knows. */
  listedAt: string | null;
  everySeconds: number;
  rules: string;
  now: Date;
}

/** Seconds until a scope is listed again; none where it was listed by other rules than those in force. */
export function secondsUntilListed({ listedBy, listedAt, everySeconds, rules, now }: Facts): number {
  if (listedAt === null || listedBy?.rules !== rules) return 0;
  const dueAt = Date.parse(listedAt) + everySeconds * 1000;
  const againAt = listedBy.againAt === null ? dueAt : Date.parse(listedBy.againAt);
  return Math.max(0, Math.min(dueAt, againAt) - now.getTime()) / 1000;
}

/** What is to be kept of a listing that began now. */
export function toListedBy({ listedBy, listedAt, rules, now }: Omit<Facts, 'everySeconds'>): ListedBy {
  const isFirst = listedBy?.rules !== rules;
  if (isFirst && listedAt !== null) return { rules, againAt: new Date(now.getTime() + AGAIN_MS).toISOString() };
  const againAt = isFirst ? null : listedBy.againAt;
  return { rules, againAt: againAt !== null && Date.parse(againAt) > now.getTime() ? againAt : null };
}
