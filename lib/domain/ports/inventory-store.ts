import type { KeptField, OwnerField } from '@/lib/domain/annotation';
import type { ActorKind } from '@/lib/domain/event-record';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import type { Visibility } from '@/lib/domain/grant';
import type { Deletion } from '@/lib/domain/inventory/read-deletion';
import type { PlacedSecret } from '@/lib/domain/inventory/preview-environments';
import type { RotationEvent, RotationState, RotationVerdict } from '@/lib/domain/rotation-state';
import type { FormerSecrets } from './former-secret';
import type { InventoryFacets } from './inventory-facets';
import type { ListingStore } from './listing-store';
import type { InventoryMatrix, MatrixQuery } from './inventory-matrix';
import type { ReadBy } from './read-by';
import type { DueFilter, RotationCounts, RotationDays, RotationFilter } from './rotation-counts';
import type { ObservedSecret, Replica, SecretVersion, Tags } from '@/lib/domain/secret';
import type { StageSpan } from '@/lib/domain/version-stages';

/** Days, or a word. Of reads: `never` only inside coverage, `unknown` where nothing tells. Of values: there is none, it is not exact. */
export type AgeFilter = { olderThanDays: number } | { youngerThanDays: number } | 'never' | 'unknown';

/** What a secret is put into a group by, or has none of. */
export type Grouping = 'service' | { tag: string };

/** OR within one list, AND between them. Empty or absent: no restriction. */
export interface InventoryFilter extends DueFilter {
  env?: string[];
  account?: string[];
  region?: string[];
  state?: RotationState[];
  service?: string[];
  owner?: string[];
  /** The AWS service, or the partner of a managed external secret, that manages it. */
  owningService?: string[];
  key?: string[];
  tags?: { key: string; value: string }[];
  /** Taken literally: substring, case-insensitive, over name, description, tags, and owner, note and runbook kept. */
  q?: string;
  valueAge?: AgeFilter[];
  lastRead?: AgeFilter[];
  readBy?: ReadBy;
  pending?: 'exclude' | 'include' | 'only';
  /** Names that begin with it, taken literally. */
  prefix?: string;
  /** `exclude`: none whose name has a `/` after the prefix. */
  below?: 'include' | 'exclude';
  /** Secrets that have none of these; AND between them. */
  without?: Grouping[];
}

export const INVENTORY_SORTS = ['name', 'valueAge', 'lastRead', 'nextRotation', 'rotationSince', 'reads30d'] as const;
export type InventorySort = (typeof INVENTORY_SORTS)[number];

export interface InventoryQuery {
  filter: InventoryFilter;
  sort: InventorySort;
  order: 'asc' | 'desc';
  limit: number;
  /** The sort key and id of the last row of the page before; null values sort last. */
  after: { value: string | number | null; id: string } | null;
  now: Date;
}

/** Both are arguments of every query: what one may see, and of what one may see the history. */
export interface Sight {
  inventory: Visibility;
  history: Visibility;
}

export interface LastRead {
  at: Date;
  principal: string;
  actorKind: ActorKind;
}

/** null: no `history.read` on it, or outside coverage. */
export interface Usage {
  lastRead: LastRead | null;
  readers30d: number | null;
  reads30d: number | null;
}

/** What a list, or a file of it, tells of a secret. */
export interface ListedSecret {
  id: string;
  arn: string;
  name: string;
  accountId: string;
  accountName: string;
  region: string;
  description: string | null;
  environment: EnvironmentVerdict;
  service: string | null;
  leaf: string;
  tags: Tags;
  /** The nearest that is kept here, else the tag's. */
  owner: OwnerField | null;
  note: KeptField | null;
  runbook: KeptField | null;
  rotation: Omit<RotationVerdict, 'recheckAt'>;
  rotationEnabled: boolean | null;
  lastRotatedAt: Date | null;
  nextRotationAt: Date | null;
  /** Bounds on AWSCURRENT's creation; equal where it is known. */
  valueChangedAt: { notBefore: Date | null; notAfter: Date | null };
  /** AWS told that there is no version. */
  hasNoValue: boolean;
  lastAccessedOn: string | null;
  usage: Usage;
  owningService: string | null;
  /** Managed external secrets' partner type; an open string. */
  type: string | null;
  kmsKeyId: string | null;
  primaryRegion: string | null;
  replicas: Replica[];
  deletion: Deletion | null;
}

type Described = 'rotationLambdaArn' | 'rotationRules' | 'createdAt' | 'lastChangedAt' | 'versionStages';

export interface InventoryRow extends ListedSecret, Pick<ObservedSecret, Described> {
  scopeId: string;
  rotation: RotationVerdict;
  observedAt: Date;
}

export type GroupBy = 'path' | 'env' | Grouping;

export interface GroupQuery {
  filter: InventoryFilter;
  by: GroupBy;
  /** Of `path`: the folder whose parts are asked for, with its last `/`; empty: the top. */
  under: string;
  limit: number;
  /** The key of the last group of the page before. */
  after: string | null;
  now: Date;
}

export interface InventoryGroup {
  /** Of `path` a folder with its last `/`, or `under` itself for what is in it and in no folder below. */
  key: string;
  count: number;
  worst: RotationState;
  /** There are folders in it. */
  opens: boolean;
}

/** In the byte order of the keys. */
export interface InventoryGroups {
  groups: InventoryGroup[];
  /** On all pages. */
  total: number;
  /** In all groups and in none. */
  secrets: number;
  /** In no group: without service, or without the tag. */
  without: number;
}

/** What is asked for all at once, not by the page. */
export type WholeQuery = Omit<InventoryQuery, 'limit' | 'after'>;

/** All that matches at one moment: how many, and their ids in order, in batches. */
export interface Matching {
  total: number;
  batches: AsyncIterable<string[]>;
}

export interface InventoryStore extends ListingStore, RotationDays, FormerSecrets {
  list(sight: Sight, query: InventoryQuery): Promise<InventoryRow[]>;
  matching(sight: Sight, query: WholeQuery): Promise<Matching>;
  /** The items of these ids that are in sight, in the order of the ids. */
  read(sight: Sight, ids: readonly string[], now: Date): Promise<ListedSecret[]>;
  /** The same with all that is stored of them, in no order. */
  rows(sight: Sight, ids: readonly string[], now: Date): Promise<InventoryRow[]>;
  /** Exact, under the filter. */
  count(sight: Sight, filter: InventoryFilter, now: Date): Promise<number>;
  /** Each facet is counted under the current filter less its own dimension. */
  facets(sight: Sight, filter: InventoryFilter, now: Date): Promise<InventoryFacets>;
  /** What meets the filter, by group: exact counts, within sight. */
  groups(sight: Sight, query: GroupQuery): Promise<InventoryGroups>;
  /** Logical secrets by environment: what is in sight of each that meets the filter. */
  matrix(sight: Sight, query: MatrixQuery): Promise<InventoryMatrix>;
  /** What the environment rules look at, and what they said, of the items in sight; in order of their ids. */
  placed(visibility: Visibility, afterId: string, limit: number): Promise<PlacedSecret[]>;
  /** The ids of the scopes in which a secret, or a replica of one, may be seen. */
  scopesInSight(visibility: Visibility): Promise<ReadonlySet<string>>;
  find(sight: Sight, id: string, now: Date): Promise<InventoryRow | null>;
  /** Same service and leaf in other environments, within sight. */
  siblings(sight: Sight, id: string, now: Date): Promise<InventoryRow[]>;
  /** All of the logical secrets of these, the rows themselves with them, in no order. */
  logical(sight: Sight, of: readonly Pick<InventoryRow, 'service' | 'leaf'>[], now: Date): Promise<InventoryRow[]>;

  /** Every rotation state with its secrets, and what they can be narrowed by; none pending deletion. */
  rotationCounts(sight: Sight, filter: RotationFilter, now: Date): Promise<RotationCounts>;
  /** Those of the ids whose history has a gap in which a failure would not have been seen. */
  unsureOf(sight: Sight, ids: readonly string[], now: Date): Promise<Set<string>>;

  /** For what is decided of secrets that are in sight: the latest rotation events of each, newest first. */
  rotationEvents(ids: readonly string[]): Promise<Map<string, RotationEvent[]>>;
  /** One secret described by itself; never removes, never loses to an older listing. Says whether it was there before. */
  applyDescribed(secret: DecidedSecret): Promise<'added' | 'known'>;
  /** AWS did not find it at that moment: gone, unless a newer answer named it. Says whether something changed. */
  markGone(arn: string, at: Date): Promise<boolean>;
  applyVersions(id: string, versions: readonly SecretVersion[], at: Date): Promise<void>;
  /** Secrets whose versions were not looked at since they changed; first those whose value's age is not known. */
  versionsDue(scopeId: string, now: Date, limit: number): Promise<{ id: string; arn: string }[]>;
  /** AWS would not tell them; not due before then. */
  putOffVersions(id: string, until: Date): Promise<void>;
  findVersions(sight: Sight, id: string): Promise<{ versions: SecretVersion[]; asOf: Date } | null>;
  /** Its staging labels over time, the newest first, at most `limit`; none where it is not in sight. */
  findStages(sight: Sight, id: string, limit: number): Promise<StageSpan[]>;
  /** Secrets whose rotation verdict may have changed by time alone or by new events. */
  dueForRecheck(now: Date, limit: number): Promise<DecidedSecret[]>;
  applyVerdicts(verdicts: readonly { id: string; rotation: RotationVerdict }[]): Promise<void>;
}
