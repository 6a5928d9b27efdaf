import type { Lack } from './endpoint/lack';
import type { CoverageSource } from './event-record';

/** One AWS account in one region: the unit of listing, of history and of failure. Id: `<account>:<region>`. */
export interface Scope {
  id: string;
  accountId: string;
  accountName: string;
  region: string;
  partition: string;
}

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);
/** Of the form that AWS's have, those that do not exist yet included. */
export const isRegionName = (text: string): boolean => /^[a-z]{2}[a-z0-9-]{1,40}$/.test(text);

export const toScopeId = (accountId: string, region: string): string => `${accountId}:${region}`;

/** What is read from a scope on its own schedule; each has its own health. */
export type SyncKind = 'inventory' | 'history';

/**
 * `fresh`: the last attempt succeeded. `failing`: it did not; the last good data is shown with its
 * age. `waiting`: not looked at yet. `limited`: works, but something this endpoint or these rights
 * lack is missing. `gone`: found once, and no longer called; the last good data is shown with its age.
 */
export type ScopeState = 'fresh' | 'failing' | 'waiting' | 'limited' | 'gone';

/**
 * Why a scope that was found is no longer called: its account has left the organisation or is suspended or closed there,
 * or the account has turned the region off.
 */
export const GONE_REASONS = ['left', 'not_active', 'region_off'] as const;
export type GoneReason = (typeof GONE_REASONS)[number];

/** Listed in keyledger.yaml, or found in the organisation. */
export type ScopeSource = 'configured' | 'discovered';

/** Why a scope could not be read, and what a person can do about it. */
export interface ScopeProblem {
  code: 'throttled' | 'denied' | 'expired' | 'region_off' | 'unreachable' | 'protocol' | 'unsupported' | 'unknown';
  /** In words, with AWS's own message where there is one. */
  message: string;
  /** What to do, e.g. the action to grant. */
  remedy: string;
  /** What the endpoint lacks, where that is why: it is not AWS. */
  lack?: Lack;
  /** When it began. */
  since: Date;
}

/** How a scope is doing. */
export interface ScopeCondition {
  scope: Scope;
  source: ScopeSource;
  /** null: it is read. */
  gone: { since: Date; reason: GoneReason } | null;
  /** What the endpoint lacks; empty: it is AWS, or like it. */
  lacks: Lack[];
  inventory: { state: ScopeState; asOf: Date | null; problem: ScopeProblem | null };
  history: {
    state: ScopeState;
    asOf: Date | null;
    problem: ScopeProblem | null;
    coveredFrom: Date | null;
    coveredTo: Date | null;
    /** Which sources have read of that range; empty: none. */
    coveredBy: CoverageSource[];
  };
}

/** In the order in which somebody must do something about them. */
export const SCOPE_STANDINGS = ['failing', 'limited', 'waiting', 'fresh', 'gone'] as const satisfies ScopeState[];

/**
 * One word for inventory and history: what is wrong with either, else how the inventory is. A history that waits is read
 * backwards for hours, while the secrets are all there.
 */
export function toStanding({
  gone,
  inventory,
  history,
}: Pick<ScopeCondition, 'gone' | 'inventory' | 'history'>): ScopeState {
  if (gone) return 'gone';
  const wrong = (['failing', 'limited'] as const).find((state) => [inventory.state, history.state].includes(state));
  return wrong ?? inventory.state;
}

/** With the number of its secrets that someone may see, which is counted each time it is asked for. */
export interface ScopeHealth extends ScopeCondition {
  inventory: ScopeCondition['inventory'] & { secrets: number };
}
