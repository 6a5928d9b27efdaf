import type { EnvironmentRules } from '@/lib/domain/environment';
import { toEnvironment, toEnvironmentWord } from '@/lib/domain/environment-part';
import type { GrantRule, Visibility } from '@/lib/domain/grant';
import { isExpectedIn } from './environment-columns';

/**
 * What an environment has of a logical secret. `missing` is said only where nothing can have been overlooked:
 * `missing-or-hidden` to who does not see everything there, `not-known` where a scope that may hold it was never
 * read to its end; `not-expected` of `unknown`, in which nobody means a secret to be.
 */
export const CELL_STATES = [
  'present',
  'pending-deletion',
  'missing',
  'missing-or-hidden',
  'not-known',
  'not-expected',
] as const;
export type CellState = (typeof CELL_STATES)[number];

export interface CellFacts {
  environment: string;
  /** What is in sight there, and how many of those are pending deletion. */
  count: number;
  pending: number;
  /** Nothing that is in this environment can be out of sight. */
  seesAll: boolean;
  /** A scope that may hold secrets of this environment was never read to its end. */
  unread: boolean;
}

export function judgeCell({ environment, count, pending, seesAll, unread }: CellFacts): CellState {
  if (count > pending) return 'present';
  if (count > 0) return 'pending-deletion';
  if (!isExpectedIn(environment)) return 'not-expected';
  if (unread) return 'not-known';
  return seesAll ? 'missing' : 'missing-or-hidden';
}

/** Says nothing of this environment: an allowing rule holds for all of it, a denying one for none. */
const isOutside = ({ environments, notEnvironments }: GrantRule, environment: string): boolean =>
  environments?.includes(environment) === false || notEnvironments?.includes(environment) === true;

const holdsForAll = (rule: GrantRule, environment: string): boolean =>
  rule.accounts === undefined &&
  rule.tag === undefined &&
  (rule.namePrefix === undefined || rule.namePrefix === '') &&
  !isOutside(rule, environment) &&
  (rule.also === undefined || holdsForAll(rule.also, environment));

const holdsForNone = (rule: GrantRule, environment: string): boolean =>
  isOutside(rule, environment) || (rule.also !== undefined && holdsForNone(rule.also, environment));

/** Whether every secret of the environment, whatever its account, tags and name, is seen: by one rule alone, to be sure. */
export const seesAllOf = ({ allow, deny }: Visibility, environment: string): boolean =>
  allow.some((rule) => holdsForAll(rule, environment)) && deny.every((rule) => holdsForNone(rule, environment));

/** Whether a secret of this account can be in the environment: only a first rule that names the account rules it out. */
export function mayBeIn(environment: string, accountId: string, { order, aliases }: EnvironmentRules): boolean {
  const [first] = order;
  if (first?.by !== 'account' || !Object.hasOwn(first.accounts, accountId)) return true;
  const stated = first.accounts[accountId] ?? '';
  return (toEnvironment(stated, aliases) ?? toEnvironmentWord(stated)) === environment;
}
