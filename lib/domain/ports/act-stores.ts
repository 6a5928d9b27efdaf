import type { Session } from '@/lib/domain/actor';
import type { Lack } from '@/lib/domain/endpoint/lack';
import type { Visibility } from '@/lib/domain/grant';
import type { LedgerEntry, LedgerPhase, NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Walked, WalkOptions } from '@/lib/domain/ledger/walk-ledger';
import type { LedgerAction } from '@/lib/domain/permission';
import type { NamedRun, RotationRun, RunState } from '@/lib/domain/run';
import type { RoleTest } from '@/lib/domain/roles/role-check';
import type { Scope, ScopeCondition, ScopeHealth, ScopeProblem, SyncKind } from '@/lib/domain/scope';

export interface LedgerQuery {
  action?: LedgerAction[];
  phase?: LedgerPhase[];
  actor?: string;
  secretId?: string;
  from?: Date;
  to?: Date;
  /** In reason, person or secret, taken literally, whatever its case. */
  text?: string;
  /** All entries of one act. */
  actId?: string;
  limit: number;
  /** Newest first: entries with a smaller seq. */
  beforeSeq: number | null;
  /** The oldest first instead, of those with a larger seq. */
  oldestAfter?: number;
}

/** How many such acts one person may begin in an hour in one guarded environment: entries whose detail says `guardedAs`. */
export interface HourlyLimit {
  most: number;
  guardedAs: string;
}

export interface LedgerStore {
  /**
   * Throws `unavailable` if it cannot be written; no act goes on without it. What begins an act is counted
   * against `limit` and hourly-limits.ts: beyond them `rate_limited`, which is entered as a refusal.
   */
  append(entry: NewLedgerEntry, at: Date, limit?: HourlyLimit): Promise<LedgerEntry>;
  /** Acts of one kind that a person began in the last 60 minutes; `guardedAs`: in that environment alone. */
  countBegun(
    begun: Pick<NewLedgerEntry, 'action' | 'phase'> & { actorId: string; guardedAs?: string },
    at: Date,
  ): Promise<number>;
  /**
   * The first refusal of its kind in a minute is an entry at once; equal ones after it are counted and entered when
   * the minute is over. A person with many kinds of them in an hour has the rest counted together, whatever they are.
   */
  appendRefusal(entry: NewLedgerEntry, at: Date): Promise<void>;
  flushRefusals(now: Date): Promise<number>;
  list(visibility: Visibility, query: LedgerQuery): Promise<LedgerEntry[]>;
  /** How many match, counting no further than `most`. */
  count(visibility: Visibility, query: Omit<LedgerQuery, 'limit' | 'beforeSeq'>, most: number): Promise<number>;
  /** Acts with an `asked` older than `before` and no end: their outcome is unknown. */
  openActs(before: Date): Promise<LedgerEntry[]>;
  /** Walks the chain; the first break, or null. */
  verify(): Promise<{ entries: number; head: string | null; brokenAt: { seq: number; why: string } | null }>;
  /** The same, held against anchors, with all that was found. */
  check(options: WalkOptions): Promise<Walked>;
}

export interface SessionStore {
  /** False: its provider ended it while the person was signing in, so that it never lived. The ledger is owed that end. */
  create(session: Session, beside?: BesideSession): Promise<boolean>;
  /** Not revoked, not idle for longer than `idleSeconds`, not past its end; notes that it was seen. */
  findLive(id: string, now: Date, idleSeconds: number): Promise<Session | null>;
  /** As `findLive`, without noting it: what nobody did keeps no session alive. */
  peekLive(id: string, now: Date, idleSeconds: number): Promise<Session | null>;
  listLive(now: Date, idleSeconds: number): Promise<Session[]>;
  revoke(id: string, at: Date): Promise<boolean>;
  /** As `revoke`, also of one that idled out; what its provider's session can be ended with. null: it was revoked before. */
  signOut(
    id: string,
    at: Date,
    requestId: string | null,
  ): Promise<{ session: Session; sealedIdToken: string | null } | null>;
  /**
   * Ends what a provider ended on its side, also what is about to begin (`create`), and keeps the token from counting
   * again, in one transaction; how many were not over before. null: it counted already.
   */
  endAtProvider(ended: EndedAtProvider, at: Date, requestId: string | null): Promise<number | null>;
  /** Enters the ends that `signOut`, `endAtProvider` and `create` left owed to the ledger, each once; how many. */
  enterEnds(at: Date): Promise<number>;
}

/** Kept beside a session, and shown nowhere. */
export interface BesideSession {
  /** For `signOut`. */
  sealedIdToken: string | null;
  /** What the provider calls its own session (`sid`); null: it did not say. */
  providerSid: string | null;
  /** When the person left for the provider; what it told since, by our clock, may mean this session. */
  leftAt: Date;
  requestId: string | null;
}

/** At least one of `subject` and `sid` is there; with both, sessions whose `sid` is not known are the subject's all the same. */
export interface EndedAtProvider {
  issuer: string;
  subject: string | null;
  sid: string | null;
  /** What the token is known again by. */
  jti: string;
  /** By the provider's clock. Who proved who they are later is not meant. */
  issuedAt: Date;
  /** Sessions that began later by our clock are not meant. */
  before: Date;
}

/** OR within one list, AND between them. Empty or absent: no restriction. */
export interface RunQuery {
  secretId?: string;
  active?: boolean;
  /** Without those that were begun elsewhere. */
  ours?: boolean;
  state?: readonly RunState[];
  env?: readonly string[];
  account?: readonly string[];
  service?: readonly string[];
  limit: number;
  before: { startedAt: Date; id: string } | null;
}

export interface RunStore {
  /** One run a token, and one active run a secret: false where either already stands. */
  create(run: RotationRun): Promise<boolean>;
  /** Only forward: an ended run never changes, but for `correct`. */
  update(
    id: string,
    change: Partial<Pick<RotationRun, 'state' | 'step' | 'message' | 'updatedAt' | 'endedAt'>>,
  ): Promise<void>;
  find(visibility: Visibility, id: string): Promise<NamedRun | null>;
  list(visibility: Visibility, query: RunQuery): Promise<NamedRun[]>;
  /** For what is decided of secrets that are in sight: the run of ours of each that has not ended. What goes on besides shows in the labels of its versions. */
  activeOf(secretIds: readonly string[]): Promise<Map<string, RotationRun>>;
  /** For the worker: every run that has not ended. */
  active(): Promise<RotationRun[]>;
  /** For the worker: what of ours ended otherwise than well, although AWSCURRENT is or was on its version by the labels that are known. */
  succeededAfterAll(limit: number): Promise<RotationRun[]>;
  /** Of one that ended otherwise: it succeeded after all. */
  correct(id: string, change: Pick<RotationRun, 'step' | 'message' | 'endedAt'>): Promise<void>;
}

export interface ScopeStore {
  /**
   * Makes the table equal to the configuration; scopes that left keep their history and are no longer listed. `discovering`:
   * those that were found in accounts which are not listed stay.
   */
  configure(scopes: readonly Scope[], discovering?: boolean): Promise<void>;
  /** Those that are read: without what is gone. */
  list(): Promise<Scope[]>;
  /** Counts only what the visibility lets through. */
  health(visibility: Visibility): Promise<ScopeHealth[]>;
  /** Every configured scope, without a look at its secrets. */
  conditions(): Promise<ScopeCondition[]>;
  /** Without names: for readiness. */
  recordFailure(scopeId: string, kind: SyncKind, problem: Omit<ScopeProblem, 'since'>, at: Date): Promise<void>;
  recordSuccess(
    scopeId: string,
    kind: SyncKind,
    at: Date,
    limitation: Omit<ScopeProblem, 'since'> | null,
  ): Promise<void>;
  /** What the scope's endpoint was last found to lack. */
  recordLacks(scopeId: string, lacks: readonly Lack[]): Promise<void>;
  /** Takes the next turn at a scope's LookupEvents over all processes: milliseconds to wait until it comes. */
  takeLookupTurn(scopeId: string, intervalMilliseconds: number): Promise<number>;
}

/** The last test of each scope's roles. */
export interface RoleTestStore {
  save(test: RoleTest): Promise<void>;
  list(): Promise<RoleTest[]>;
}

export interface IdempotencyStore {
  /**
   * Claims a key for one act of one actor. `new`: go on. `same`: the same request came before, `result`
   * is what `finish` was given (null while it is still going on). `different`: the key was used for another request.
   */
  claim(
    actorId: string,
    key: string,
    fingerprint: string,
    at: Date,
  ): Promise<{ outcome: 'new' | 'different' } | { outcome: 'same'; result: string | null }>;
  finish(actorId: string, key: string, result: string): Promise<void>;
  /** Frees a key that has no result: the request may come again. */
  release(actorId: string, key: string): Promise<void>;
}
