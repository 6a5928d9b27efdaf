import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { MinuteOfReads } from '@/lib/domain/access/find-bulk-reads';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Dismissal, FindingState } from '@/lib/domain/unusual/dismissal';
import type { Finding, Who } from '@/lib/domain/unusual/finding';
import type { PrincipalDay } from '@/lib/domain/unusual/judge-principal';
import type { Refusals } from '@/lib/domain/unusual/judge-refused';
import type { JudgedSecret } from '@/lib/domain/unusual/reader-facts';
import type { UnusualRule } from '@/lib/domain/unusual/rule';
import type { Reader, ReaderDay, SeenReads, Traits } from '@/lib/domain/unusual/traits';
import type { Visibility } from '@/lib/domain/grant';
import type { Sight } from './inventory-store';

/** Something to look at, of one reader and UTC day. */
export interface Due extends Reader {
  id: number;
  from: Date;
  to: Date;
  /** Events came; it is to be judged whatever they show; or events left, so that nothing known of the day is kept. */
  how: 'more' | 'again' | 'anew';
}

export interface Habit extends ReaderDay {
  traits: Traits;
}

/** A day that is to be judged again; without a secret: of what the principal read over all of them. */
export interface Later extends ReaderDay {
  asked: number;
}

export interface StoredSecret extends JudgedSecret {
  id: string;
  scopeId: string;
}

export interface KnownFirstRead {
  secretId: string;
  principalId: string;
  at: Date;
  /** Of the secret and its replicas. */
  scopeIds: string[];
}

/** What a principal read on a day, and of the 30 days before what matters. */
export interface PrincipalReads extends PrincipalDay {
  scopeIds: string[];
  secrets: number;
  mostBefore: number;
  environments: string[];
  firstAt: Date;
  lastAt: Date;
  reads: number;
  prodToday: boolean;
  prodBefore: boolean;
  otherToday: boolean;
  otherBefore: boolean;
}

/** `ledger`: of which secrets the ledger's entries are shown; that it has none is told of these alone. */
export interface UnusualSight extends Sight {
  ledger: Visibility;
}

export interface UnusualFilter {
  state: FindingState;
  from: Date;
  to: Date;
  rule?: readonly UnusualRule[] | undefined;
  env?: readonly string[] | undefined;
  actorKind?: readonly ActorKind[] | undefined;
  /** With its replicas. */
  secretId?: string | undefined;
  principalKey?: string | undefined;
}

export interface StoredFinding extends Finding {
  id: string;
  foundAt: Date;
  principal: Principal;
  secret: { id: string; name: string; environment: string } | null;
  /** null: it is open. */
  dismissal: Dismissal | null;
}

/** Of a finding in sight what its acts look at. */
export interface SeenFinding extends Pick<Finding, 'rule' | 'actorKind' | 'day' | 'count'> {
  id: string;
  principal: Pick<Principal, 'id' | 'label'>;
  secret: NewLedgerEntry['secret'];
  dismissed: boolean;
}

export interface FindingsChange {
  ids: readonly string[];
  at: Date;
  /** What the ledger is told of each, in the same transaction; null: nothing more than of the act. */
  toEntry: ((id: string) => NewLedgerEntry) | null;
}

export interface UnusualQuery {
  filter: UnusualFilter;
  limit: number;
  after: { at: Date; id: string } | null;
}

/** Unusual reads: what is to be judged, what it is judged by, and what was found. The list alone is for people. */
export interface UnusualStore {
  due(limit: number): Promise<Due[]>;
  /** Reads of these readers in these times, alike ones together; by the place of the range in the list. */
  seen(ranges: readonly (Reader & { from: Date; to: Date })[]): Promise<(SeenReads & { place: number })[]>;
  habits(days: readonly ReaderDay[]): Promise<Habit[]>;
  /** Keeps habits; `days` are those that changed, whose due is to be judged even if this look ends here, and what rests on them. */
  keepHabits(
    habits: readonly Habit[],
    changed: { days: readonly ReaderDay[]; dueIds: readonly number[] },
  ): Promise<void>;
  /** Days that rest on days that changed, and days that wait for what is not covered yet; `after`: those behind it. */
  later(limit: number, after: Later | null): Promise<Later[]>;
  judgeLater(days: readonly ReaderDay[]): Promise<void>;
  doneLater(later: readonly Later[]): Promise<void>;
  /** Which of these days something is told of. */
  told(days: readonly ReaderDay[]): Promise<ReaderDay[]>;
  /** Habits of the readers from 30 days before the first of these days to the last. */
  history(days: readonly ReaderDay[]): Promise<Habit[]>;
  secrets(ids: readonly string[]): Promise<StoredSecret[]>;
  principals(ids: readonly string[]): Promise<Who[]>;
  firstReads(readers: readonly Reader[]): Promise<KnownFirstRead[]>;
  denials(days: readonly ReaderDay[]): Promise<(ReaderDay & { minute: Date; tries: number })[]>;
  outside(days: readonly ReaderDay[]): Promise<(ReaderDay & { count: number; firstAt: Date; lastAt: Date })[]>;
  principalReads(days: readonly PrincipalDay[]): Promise<PrincipalReads[]>;
  /** Of those who were denied anything on the day. */
  principalRefusals(days: readonly PrincipalDay[]): Promise<Refusals[]>;
  /** What they read on the day by minute, or what they were denied. */
  minutes(days: readonly PrincipalDay[], outcome: 'success' | 'denied'): Promise<(MinuteOfReads & PrincipalDay)[]>;
  /** What was found of these days, in the place of what was known of them. */
  settle(
    judged: { days: readonly ReaderDay[]; principalDays: readonly PrincipalDay[] },
    found: readonly Finding[],
    now: Date,
  ): Promise<void>;
  /** These were looked at. */
  done(dueIds: readonly number[]): Promise<void>;
  /** All that is known of these days is to be judged again: of a scope, or (null) of all. */
  judgeAgain(scopeId: string | null, days: readonly string[]): Promise<void>;
  state(): Promise<ReadonlyMap<string, readonly string[]>>;
  setState(about: string, known: readonly string[]): Promise<void>;
  /** Forgets habits, and findings with what was said of them, of before these days. */
  prune(habitsBefore: string, findingsBefore: string): Promise<void>;
  list(sight: UnusualSight, query: UnusualQuery): Promise<StoredFinding[]>;
  /** Those of the ids that are in sight. */
  seenBy(sight: UnusualSight, ids: readonly string[]): Promise<SeenFinding[]>;
  /** Those that are there and open; which they were stays with who was first. How many. */
  dismiss(change: FindingsChange & { reason: string; by: string }): Promise<number>;
  /** Those that are there and dismissed. How many. */
  reopen(change: FindingsChange): Promise<number>;
  /** Up to `most`. */
  count(sight: UnusualSight, filter: UnusualFilter, most: number): Promise<number>;
}
