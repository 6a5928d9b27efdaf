import type { AskedDay } from '@/lib/domain/athena/plan-days';
import type { DayGroup } from '@/lib/domain/athena/to-day-groups';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { AthenaProgress } from './athena';

/** How the last questions ended, over all scopes. */
export interface AthenaStatus {
  /** When a question was last answered; null: never. */
  asOf: Date | null;
  lookedAt: Date;
  /** The worst of those that scopes have, with whose it is. */
  problem: (ScopeProblem & { scopeId: string }) | null;
  /** Scopes with one. */
  troubled: number;
}

export interface AthenaOutcome {
  /** null: nothing is wrong. A problem of the same code goes on: its beginning is kept. */
  problem: Omit<ScopeProblem, 'since'> | null;
  /** Whether a question was answered, and not only looked for. */
  answered: boolean;
}

/** What Athena told of days of one scope. */
export interface AnsweredDays {
  scopeId: string;
  /** `YYYY-MM-DD`, both ends in it. */
  from: string;
  to: string;
  groups: readonly DayGroup[];
  /** How many records of any service each day had; a day that is not in it had none. */
  records: ReadonlyMap<string, number>;
  /** Whether the trail is known to record reads, so that a day without any is covered too. */
  claims: boolean;
  at: Date;
}

export interface AthenaQuery extends AthenaProgress {
  scopeId: string;
  from: string;
  to: string;
}

/** A query whose answer was not taken yet, because whoever waited for it was cut off. */
export interface QueryUnderWay {
  from: string;
  to: string;
  token: string;
}

export interface AthenaUse {
  /** Scanned since the day began, in UTC, and since 30 days ago. */
  bytesToday: number;
  bytes30d: number;
  queries30d: number;
  /** Days of scopes that are told by Athena, the first and the last of them; null: none. */
  days: number;
  firstDay: string | null;
  lastDay: string | null;
  /** The latest, newest first. */
  latest: (AthenaQuery & { beganAt: Date })[];
}

/** What Athena was asked, what it told, and who tells of which day. */
export interface AthenaStore {
  askedDays(scopeId: string): Promise<AskedDay[]>;
  /**
   * In one transaction, with what is covered by it: Athena tells of these days from now on, but for those of which more is
   * known already; that these were asked about is kept too.
   */
  applyDays(answer: AnsweredDays): Promise<void>;
  /** In one transaction, with what is covered then: the stored events tell of these days again. */
  giveBack(scopeId: string, days: readonly string[], claims: boolean, at: Date): Promise<void>;
  /** In one transaction: the scope's events tell of all days again, and nothing is covered by Athena. */
  forget(scopeId: string, at: Date): Promise<void>;
  /** Those that something is known of from Athena. */
  knownScopes(): Promise<string[]>;
  /** Without a token: a person’s, which nobody takes up as the scope’s next. */
  noteQuery(query: AthenaQuery & { token: string | null }, at: Date): Promise<void>;
  /** The scope's latest query about days, where it began since then and its answer is still waited for. */
  underWay(scopeId: string, since: Date): Promise<QueryUnderWay | null>;
  /** What the scope's queries may still answer is not waited for any more. */
  giveUp(scopeId: string): Promise<void>;
  bytesSince(at: Date): Promise<number>;
  /** What the folder of a day came to in what was scanned of a scope since then; null: nothing was. */
  bytesOfDay(scopeId: string, since: Date): Promise<number | null>;
  use(now: Date): Promise<AthenaUse>;
  /** null: nothing was ever asked. */
  status(): Promise<AthenaStatus | null>;
  /** How it stands with a scope's questions, in the place of what was said of them before. */
  recordOutcome(scopeId: string, outcome: AthenaOutcome, at: Date): Promise<void>;
}
