import 'server-only';
import { readDeletion } from '@/lib/domain/inventory/read-deletion';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Replica } from '@/lib/domain/secret';
import type { itemView } from '@/lib/store/schema/secret';

export type ItemRecord = Omit<typeof itemView.$inferSelect, 'search' | 'digest' | 'covered' | 'regions'> & {
  historyVisible: boolean;
  covered30: boolean;
};

/** What the primary says of its replicas, with what each replica's own region says of itself. */
function mergeReplicas(record: ItemRecord): Replica[] {
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

function toUsage(record: ItemRecord): InventoryRow['usage'] {
  const { lastReadAt: at, lastReadPrincipal: principal, lastReadActorKind: actorKind } = record;
  if (!record.historyVisible) return { lastRead: null, readers30d: null, reads30d: null };
  return {
    lastRead: at && principal !== null && actorKind ? { at, principal, actorKind } : null,
    readers30d: record.covered30 ? record.readers30d : null,
    reads30d: record.covered30 ? record.reads30d : null,
  };
}

export const toInventoryRow = (record: ItemRecord): InventoryRow => ({
  id: record.id,
  arn: record.arn,
  name: record.name,
  accountId: record.accountId,
  accountName: record.accountName,
  region: record.region,
  scopeId: record.scopeId,
  description: record.description,
  environment: {
    value: record.environment,
    source: record.environmentSource,
    disagrees: record.environmentDisagrees,
  },
  service: record.service,
  leaf: record.leaf,
  tags: record.tags,
  rotation: {
    state: record.rotationState,
    reason: record.rotationReason,
    since: record.rotationSince,
    step: record.rotationStep,
    recheckAt: record.rotationRecheckAt,
  },
  rotationEnabled: record.rotationEnabled,
  rotationLambdaArn: record.rotationLambdaArn,
  rotationRules: record.rotationRules,
  lastRotatedAt: record.lastRotatedAt,
  nextRotationAt: record.nextRotationAt,
  createdAt: record.createdAt,
  lastChangedAt: record.lastChangedAt,
  valueChangedAt: { notBefore: record.valueNotBefore, notAfter: record.valueNotAfter },
  lastAccessedOn: record.lastAccessedOn,
  usage: toUsage(record),
  owningService: record.owningService,
  type: record.type,
  kmsKeyId: record.kmsKeyId,
  primaryRegion: record.primaryRegion,
  replicas: mergeReplicas(record),
  versionStages: record.versionStages,
  deletion: readDeletion(record.deletedAt, record.deletionEndsAt, record.observedAt),
  observedAt: record.observedAt,
});
