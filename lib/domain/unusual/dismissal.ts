import { RULES, type UnusualRule } from './rule';

/** Which findings are listed: those that nobody dismissed, those that somebody did, or both. */
export const FINDING_STATES = ['open', 'dismissed', 'all'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** How many are dismissed or reopened at once. */
export const MOST_CHANGED = 100;

/** That a finding is nothing to act on, as somebody said. */
export interface Dismissal {
  at: Date;
  by: string;
  reason: string;
  /** Events of the finding at that time. */
  count: number;
}

export type FindingChange = 'dismiss' | 'reopen';

/** Those that the change is still to be made of: what another has done already is left as it is. */
export const planChange = <F extends { dismissed: boolean }>(change: FindingChange, seen: readonly F[]): F[] =>
  seen.filter(({ dismissed }) => dismissed === (change === 'reopen'));

/** Which finding it is, in the ledger's words. */
export const nameFinding = ({ rule, principal, day }: { rule: UnusualRule; principal: string; day: string }): string =>
  `${RULES[rule].title}: ${principal}, ${day}`;
