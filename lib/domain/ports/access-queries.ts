import type { CountPlan } from '@/lib/domain/access/plan-count';
import type { MinuteOfReads } from '@/lib/domain/access/find-bulk-reads';
import type { ActorKind, Principal } from '@/lib/domain/event-record';
import type { BucketPlan } from '@/lib/domain/history/plan-buckets';
import type { EventFilter } from './history-store';
import type { Sight } from './inventory-store';

/** Events of one bucket of a plan; denied ones count as denied, whoever it was. */
export interface EventBucket {
  index: number;
  person: number;
  workload: number;
  service: number;
  denied: number;
}

export interface PresetFilter {
  from: Date;
  to: Date;
  env?: string[];
  actorKind?: ActorKind[];
}

export interface ReadSecret {
  id: string;
  name: string;
  environment: string;
}

/** The earliest successful read that is known of a secret (with its replicas) by a principal. */
export interface FirstReadRow {
  principal: Principal;
  actorKind: ActorKind;
  secret: ReadSecret;
  /** Of the secret and its replicas: where coverage decides. */
  scopeIds: string[];
  firstAt: Date;
  reads: number;
}

export interface ReaderMinute extends MinuteOfReads {
  principal: Principal;
  actorKind: ActorKind;
  environments: string[];
}

/** Who of the people behind a principal read a secret. */
export interface PeopleBehind {
  /** Who read most comes first; at most 20. */
  people: { name: string; reads: number }[];
  /** How many they are. */
  count: number;
}

export interface PeopleBehindQuery {
  /** ARNs. */
  principalIds: readonly string[];
  from: Date;
  to: Date;
}

/** What a principal did to one secret (with its replicas). */
export interface SecretReadRow {
  secret: ReadSecret;
  accountId: string;
  region: string;
  firstAt: Date;
  lastAt: Date;
  lastReadAt: Date | null;
  reads: number;
  denied: number;
}

export interface ReadByQuery {
  /** By `toPrincipalKey`. */
  principalKey: string;
  /** `YYYY-MM-DD`, UTC: counts from its beginning on; absent: all that is known. */
  since?: string;
  limit: number;
  /** The last row of the page before. */
  after: { at: Date; id: string } | null;
}

/** The latest first. */
export interface SecretsReadBy {
  /** `place`: by which the next page is asked for. */
  rows: (SecretReadRow & { place: { at: Date; id: string } })[];
  /** On all pages. */
  found: number;
}

/** How many events of one kind each. */
export interface OutcomeCounts {
  succeeded: number;
  denied: number;
  failed: number;
}

/** One principal as one kind of actor. */
export interface TopPrincipal extends OutcomeCounts {
  principal: Principal;
  actorKind: ActorKind;
}

export interface PrincipalDays extends TopPrincipal {
  /** Those on which it did any of it, the oldest first; `YYYY-MM-DD`, UTC. */
  days: ({ day: string } & OutcomeCounts)[];
}

/** One secret with its replicas. */
export interface TopSecret extends OutcomeCounts {
  secret: ReadSecret;
  /** By which exactly what was counted is found: the primary, which stands for its replicas, or those of them that have a part in it without it. */
  secretIds: string[];
  /** Of all those: by people. */
  byPeople: number;
  principals: number;
  people: number;
}

/** `people`: theirs before all others. */
export type TopOrder = 'people' | 'count';

export interface TopQuery {
  plan: CountPlan;
  order: TopOrder;
  limit: number;
  /** So many events are counted one by one, the newest. */
  most: number;
}

export interface Top<Item> {
  items: Item[];
  /** Of everybody, and of every secret. */
  total: OutcomeCounts;
  /** How many there are, of which `items` are the first. */
  found: number;
  by: 'days' | 'events';
  /** Where there were too many events to be counted one by one: all since then are, and no other. */
  since: Date | null;
}

export interface TopPrincipals extends Top<TopPrincipal> {
  /** Of those that were found: people. */
  people: number;
}

export interface TopWithDays extends Top<PrincipalDays> {
  people: number;
}

/** What the Access screen asks of the history beside its pages of events. */
export interface AccessQueries {
  /** Buckets without an event are left out. */
  histogram(sight: Sight, filter: EventFilter, plan: BucketPlan): Promise<EventBucket[]>;
  presetCounts(sight: Sight, from: Date, to: Date): Promise<{ people: number; denied: number; changes: number }>;
  /** Newest first. */
  firstReads(sight: Sight, filter: PresetFilter, limit: number): Promise<FirstReadRow[]>;
  /** Of principals that read at least `secrets` different ones on neighbouring days, or called a batch; newest first. */
  minutesOfReads(sight: Sight, filter: PresetFilter, secrets: number, limit: number): Promise<ReaderMinute[]>;
  /** By the principal's ARN. Nobody is named of days of which single events are not kept. */
  peopleBehind(sight: Sight, secretId: string, query: PeopleBehindQuery): Promise<Map<string, PeopleBehind>>;
  topPrincipals(sight: Sight, query: TopQuery): Promise<TopPrincipals>;
  /** The same principals in the same order, each with its days. */
  principalDays(sight: Sight, query: TopQuery): Promise<TopWithDays>;
  topSecrets(sight: Sight, query: TopQuery): Promise<Top<TopSecret>>;
  secretsReadBy(sight: Sight, query: ReadByQuery): Promise<SecretsReadBy>;
}
