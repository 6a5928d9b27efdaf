import type {
  AccessEvent,
  ActionClass,
  ActorKind,
  CoverageInterval,
  Normalised,
  Outcome,
  Principal,
} from '@/lib/domain/event-record';
import type { AdoptionReader } from '@/lib/domain/adoption/adoption-facts';
import type { VersionAct } from '@/lib/domain/version-author';
import type { AccessQueries } from './access-queries';
import type { Sight } from './inventory-store';

/** OR within one list, AND between them. Empty or absent: no restriction. */
export interface EventFilter {
  secretId?: string;
  /** By `toPrincipalKey`. */
  principalKey?: string;
  from?: Date;
  to?: Date;
  actorKind?: ActorKind[];
  outcome?: Outcome[];
  action?: ActionClass[];
  /** Operations and events as AWS names them; OR with `action`. */
  eventName?: string[];
  /** By `toPrincipalKey`, by ARN, or a part of the name of a principal, person or workload, whatever its case. */
  principal?: string[];
  /** By id, or a part of the name, whatever its case. */
  secret?: string[];
  env?: string[];
  /** Whole; where it ends with `.` or `:`, its beginning. */
  address?: string[];
  /** AWS's id of the request. */
  requestId?: string;
  /** Only of requests that no act in the ledger names as its own. */
  outsideLedger?: boolean;
}

export interface EventQuery {
  filter: EventFilter;
  limit: number;
  /** Newest first; the last event of the page before. */
  after: { at: Date; eventId: string } | null;
}

/** An event with the secret it was resolved to; both null where it names none, or one that is not known. */
export interface StoredEvent extends Omit<AccessEvent, 'raw'> {
  secretId: string | null;
  secretName: string | null;
  environment: string | null;
}

export interface Reader {
  principal: Principal;
  actorKind: ActorKind;
  /** The person or workload named by the latest session. */
  who: string | null;
  firstAt: Date;
  lastAt: Date;
  reads: number;
  /** Of those: by people, through this dashboard too. */
  ofPeople: number;
  /** Several people or workloads are known behind the principal. */
  isShared: boolean;
  /** Median seconds between reads; null below three reads. */
  medianIntervalSeconds: number | null;
  /** The same that 95 of 100 are no longer than. */
  p95IntervalSeconds: number | null;
  client: string | null;
  sourceAddress: string | null;
  /** The version the latest read got, where the record tells. */
  lastVersionId: string | null;
  /** The staging label it asked for. */
  lastVersionStage: string | null;
}

/** One principal as one kind of actor: who read a secret, and who was refused. */
export interface SecretUser {
  principal: Principal;
  actorKind: ActorKind;
  /** The persons or workloads behind it, at most 20, by name. */
  names: string[];
  /** Some of its calls name neither. */
  unnamed: boolean;
  /** That succeeded; the next three are of these. */
  reads: number;
  firstAt: Date | null;
  lastAt: Date | null;
  /** null below three reads. */
  medianIntervalSeconds: number | null;
  /** Since `refusedSince`. */
  failed: number;
  /** The same, of those that IAM denied. */
  denied: number;
  refusedAt: Date | null;
}

export interface UsersQuery {
  from: Date;
  to: Date;
  /** null: nothing that was refused counts. */
  refusedSince: Date | null;
}

export interface AdoptionQuery {
  from: Date;
  to: Date;
  /** When a version became current at the earliest; null: as early as is asked for. */
  after: Date | null;
  /** At the latest. */
  by: Date;
  limit: number;
}

export interface PrincipalSummary {
  principal: Principal;
  actorKind: ActorKind;
  firstAt: Date;
  lastAt: Date;
  reads: number;
  denied: number;
  secrets: number;
  environments: string[];
  /** Of those: where it read with success. */
  environmentsRead: string[];
}

export interface DayReads {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  person: number;
  workload: number;
  service: number;
  denied: number;
}

export interface HistoryStore extends AccessQueries {
  listEvents(sight: Sight, query: EventQuery): Promise<StoredEvent[]>;
  /** What edits of resource policies wrote, by the event's id; absent where the record does not tell. */
  policyTexts(sight: Sight, events: readonly { at: Date; eventId: string }[]): Promise<Map<string, string>>;
  /** What made these versions, and the rotations that they were made in: at most one of each for each version. */
  versionActs(sight: Sight, secretId: string, versionIds: readonly string[]): Promise<VersionAct[]>;
  readers(sight: Sight, secretId: string, from: Date, to: Date): Promise<Reader[]>;
  /** The same of each of several, in one question. */
  readersOf(sight: Sight, secretIds: readonly string[], from: Date, to: Date): Promise<Map<string, Reader[]>>;
  /** Whoever read it, or tried to. */
  users(sight: Sight, secretId: string, query: UsersQuery): Promise<SecretUser[]>;
  /** Who read it between the two, the latest first, and how they asked for its versions since one may have become current. */
  adoption(sight: Sight, secretId: string, query: AdoptionQuery): Promise<AdoptionReader[]>;
  readsByDay(sight: Sight, secretId: string, from: Date, to: Date): Promise<DayReads[]>;
  /** For a page of the inventory: reads a day for the last 14 days, oldest first, one query for all. Absent id: not covered or not in sight. */
  sparklines(sight: Sight, secretIds: readonly string[], now: Date): Promise<Map<string, number[]>>;
  principals(sight: Sight, from: Date, to: Date, limit: number): Promise<PrincipalSummary[]>;
  /** By `toPrincipalKey`. */
  findPrincipal(sight: Sight, principalKey: string): Promise<PrincipalSummary | null>;
  /** What was really read, by scope, oldest first; a scope of which nothing was read has no entry. */
  coverage(scopeIds: readonly string[]): Promise<Map<string, CoverageInterval[]>>;

  /**
   * One page of a source: events, quarantine, roll-ups and the coverage it adds, in one transaction.
   * An event that is already there (by eventId, or by sharedEventID) counts once; one that only an unvouched file told
   * of gives way to what AWS tells of it.
   */
  applyEvents(page: {
    scopeId: string;
    records: readonly Normalised[];
    /** What is known to be completely read once this page is in; null: nothing yet. */
    covered: CoverageInterval | null;
    at: Date;
    /** From files that nothing shows to be as CloudTrail delivered them; else it is AWS that tells. */
    unvouched?: boolean;
  }): Promise<{
    inserted: number;
    duplicates: number;
    /** Of the duplicates: those that stood there otherwise, from unvouched files, and are now as AWS tells them. */
    replaced: number;
    /** Of days of which events of their class were deleted by retention: counted before, or never to be known; not taken. */
    tooOld: number;
    quarantined: number;
    touchedSecretIds: string[];
    /** Scopes of which a secret has to be described now: see ChangesStore. */
    changedScopeIds: string[];
  }>;
  /** Events whose secret has become known since. */
  resolvePending(scopeId: string): Promise<number>;
  /** What successful calls of the scope named while no such secret is known, ARNs or names, in an order by chance. */
  listUnresolved(scopeId: string, limit: number): Promise<string[]>;
  /** Moves the 30-day window of the usage figures; run daily and cheap. */
  refreshUsage(now: Date): Promise<void>;
  /** Makes sure that the partitions for [from, to] exist. */
  preparePartitions(from: Date, to: Date): Promise<void>;
}
