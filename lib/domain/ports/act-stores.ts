import type { Session } from '@/lib/domain/actor';
import type { Lack } from '@/lib/domain/endpoint/lack';
import type { Visibility } from '@/lib/domain/grant';
import type { LedgerEntry, LedgerPhase, NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { LedgerAction } from '@/lib/domain/permission';
import type { NamedRun, RotationRun, RunState } from '@/lib/domain/run';
import type { Scope, ScopeHealth, ScopeProblem, SyncKind } from '@/lib/domain/scope';

export interface LedgerQuery {
  action?: LedgerAction[];
  phase?: LedgerPhase[];
  actor?: string;
  secretId?: string;
  from?: Date;
  to?: Date;
  limit: number;
  /** Newest first: entries with a smaller seq. */
  beforeSeq: number | null;
}

export interface LedgerStore {
  /** Throws `unavailable` if it cannot be written; no act goes on without it. */
  append(entry: NewLedgerEntry, at: Date): Promise<LedgerEntry>;
  /** The first refusal of its kind in a minute is an entry at once; equal ones after it are counted and entered when the minute is over. */
  appendRefusal(entry: NewLedgerEntry, at: Date): Promise<void>;
  flushRefusals(now: Date): Promise<number>;
  list(visibility: Visibility, query: LedgerQuery): Promise<LedgerEntry[]>;
  /** Acts with an `asked` older than `before` and no end: their outcome is unknown. */
  openActs(before: Date): Promise<LedgerEntry[]>;
  /** Walks the chain; the first break, or null. */
  verify(): Promise<{ entries: number; head: string | null; brokenAt: { seq: number; why: string } | null }>;
}

export interface SessionStore {
  create(session: Session): Promise<void>;
  /** Not revoked, not idle for longer than `idleSeconds`, not past its end; notes that it was seen. */
  findLive(id: string, now: Date, idleSeconds: number): Promise<Session | null>;
  /** As `findLive`, without noting it: what nobody did keeps no session alive. */
  peekLive(id: string, now: Date, idleSeconds: number): Promise<Session | null>;
  listLive(now: Date, idleSeconds: number): Promise<Session[]>;
  revoke(id: string, at: Date): Promise<boolean>;
}

/** OR within one list, AND between them. Empty or absent: no restriction. */
export interface RunQuery {
  secretId?: string;
  active?: boolean;
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
  /** Only forward: an ended run never changes. */
  update(
    id: string,
    change: Partial<Pick<RotationRun, 'state' | 'step' | 'message' | 'updatedAt' | 'endedAt'>>,
  ): Promise<void>;
  find(visibility: Visibility, id: string): Promise<NamedRun | null>;
  list(visibility: Visibility, query: RunQuery): Promise<NamedRun[]>;
  /** For the worker: every run that has not ended. */
  active(): Promise<RotationRun[]>;
}

export interface ScopeStore {
  /** Makes the table equal to the configuration; scopes that left keep their history and are no longer listed. */
  configure(scopes: readonly Scope[]): Promise<void>;
  list(): Promise<Scope[]>;
  /** Counts only what the visibility lets through. */
  health(visibility: Visibility): Promise<ScopeHealth[]>;
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
