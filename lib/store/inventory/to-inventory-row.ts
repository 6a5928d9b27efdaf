import 'server-only';
import { findTagOwner, type KeptField } from '@/lib/domain/annotation';
import { readDeletion } from '@/lib/domain/inventory/read-deletion';
import type { InventoryRow, ListedSecret } from '@/lib/domain/ports/inventory-store';
import type { Replica } from '@/lib/domain/secret';
import type { itemView } from '@/lib/store/schema/secret';

type Stored = typeof itemView.$inferSelect;

/** As PostgreSQL answers: moments in milliseconds. */
type Plain<K extends keyof Stored> = {
  [P in K]: Date extends Stored[P] ? Exclude<Stored[P], Date> | number : Stored[P];
};

/** What a list tells of an item is made from this. */
export type ListedRecord = Plain<
  | 'id'
  | 'arn'
  | 'name'
  | 'accountId'
  | 'accountName'
  | 'region'
  | 'description'
  | 'environment'
  | 'environmentSource'
  | 'environmentDisagrees'
  | 'service'
  | 'leaf'
  | 'tags'
  | 'keptOwner'
  | 'ownerPrefix'
  | 'note'
  | 'notePrefix'
  | 'runbook'
  | 'runbookPrefix'
  | 'rotationState'
  | 'rotationReason'
  | 'rotationSince'
  | 'rotationStep'
  | 'rotationEnabled'
  | 'lastRotatedAt'
  | 'nextRotationAt'
  | 'valueNotBefore'
  | 'valueNotAfter'
  | 'lastAccessedOn'
  | 'lastReadAt'
  | 'lastReadPrincipal'
  | 'lastReadActorKind'
  | 'reads30d'
  | 'readers30d'
  | 'owningService'
  | 'type'
  | 'kmsKeyId'
  | 'primaryRegion'
  | 'replicas'
  | 'replicaRows'
  | 'deletedAt'
  | 'deletionEndsAt'
  | 'observedAt'
> & { hasNoValue: boolean; historyVisible: boolean; covered30: boolean };

/** And all that is known of it from this. */
export type ItemRecord = ListedRecord &
  Plain<
    | 'scopeId'
    | 'rotationRecheckAt'
    | 'rotationLambdaArn'
    | 'rotationRules'
    | 'createdAt'
    | 'lastChangedAt'
    | 'versionStages'
  >;

const toDate = (milliseconds: number | null): Date | null => (milliseconds === null ? null : new Date(milliseconds));

/** What the primary says of its replicas, with what each replica's own region says of itself. */
function mergeReplicas(record: ListedRecord): Replica[] {
  // Most have none.
  if (!record.replicas?.length && !record.replicaRows?.length) return [];
  const merged = new Map((record.replicas ?? []).map((replica) => [replica.region, replica]));
  for (const { region, kmsKeyId, lastAccessedOn } of record.replicaRows ?? []) {
    const told = merged.get(region);
    merged.set(region, {
      region,
      kmsKeyId: kmsKeyId ?? told?.kmsKeyId ?? null,
      status: told?.status ?? null,
      statusMessage: told?.statusMessage ?? null,
      lastAccessedOn: lastAccessedOn ?? told?.lastAccessedOn ?? null,
    });
  }
  return [...merged.values()].toSorted((left, right) => (left.region < right.region ? -1 : 1));
}

function toUsage(record: ListedRecord): InventoryRow['usage'] {
  const { lastReadPrincipal: principal, lastReadActorKind: actorKind } = record;
  const at = toDate(record.lastReadAt);
  if (!record.historyVisible) return { lastRead: null, readers30d: null, reads30d: null };
  return {
    lastRead: at && principal !== null && actorKind ? { at, principal, actorKind } : null,
    readers30d: record.covered30 ? record.readers30d : null,
    reads30d: record.covered30 ? record.reads30d : null,
  };
}

const toKept = (value: string | null, prefix: string | null): KeptField | null =>
  value === null ? null : { value, from: prefix === null ? 'secret' : 'prefix', of: prefix };

export const toListedSecret = (record: ListedRecord): ListedSecret => ({
  id: record.id,
  arn: record.arn,
  name: record.name,
  accountId: record.accountId,
  accountName: record.accountName,
  region: record.region,
  description: record.description,
  environment: {
    value: record.environment,
    source: record.environmentSource,
    disagrees: record.environmentDisagrees,
  },
  service: record.service,
  leaf: record.leaf,
  tags: record.tags,
  owner: toKept(record.keptOwner, record.ownerPrefix) ?? findTagOwner(record.tags),
  note: toKept(record.note, record.notePrefix),
  runbook: toKept(record.runbook, record.runbookPrefix),
  rotation: {
    state: record.rotationState,
    reason: record.rotationReason,
    since: toDate(record.rotationSince),
    step: record.rotationStep,
  },
  rotationEnabled: record.rotationEnabled,
  lastRotatedAt: toDate(record.lastRotatedAt),
  nextRotationAt: toDate(record.nextRotationAt),
  valueChangedAt: { notBefore: toDate(record.valueNotBefore), notAfter: toDate(record.valueNotAfter) },
  hasNoValue: record.hasNoValue,
  lastAccessedOn: record.lastAccessedOn,
  usage: toUsage(record),
  owningService: record.owningService,
  type: record.type,
  kmsKeyId: record.kmsKeyId,
  primaryRegion: record.primaryRegion,
  replicas: mergeReplicas(record),
  deletion: readDeletion(toDate(record.deletedAt), toDate(record.deletionEndsAt), new Date(record.observedAt)),
});

export function toInventoryRow(record: ItemRecord): InventoryRow {
  const secret = toListedSecret(record);
  return {
    ...secret,
    rotation: { ...secret.rotation, recheckAt: toDate(record.rotationRecheckAt) },
    scopeId: record.scopeId,
    rotationLambdaArn: record.rotationLambdaArn,
    rotationRules: record.rotationRules,
    createdAt: toDate(record.createdAt),
    lastChangedAt: toDate(record.lastChangedAt),
    versionStages: record.versionStages,
    observedAt: new Date(record.observedAt),
  };
}
