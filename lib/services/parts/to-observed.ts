import 'server-only';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { ObservedSecret } from '@/lib/domain/secret';

/** A row as AWS last told of it, for previews that do not ask AWS again. */
export const toObserved = (row: InventoryRow): ObservedSecret => ({
  arn: row.arn,
  name: row.name,
  accountId: row.accountId,
  region: row.region,
  description: row.description,
  kmsKeyId: row.kmsKeyId,
  tags: row.tags,
  rotationEnabled: row.rotationEnabled,
  rotationLambdaArn: row.rotationLambdaArn,
  rotationRules: row.rotationRules,
  lastRotatedAt: row.lastRotatedAt,
  nextRotationAt: row.nextRotationAt,
  lastChangedAt: row.lastChangedAt,
  createdAt: row.createdAt,
  lastAccessedOn: row.lastAccessedOn,
  deletedAt: row.deletion && (row.deletion.requestedAt ?? row.deletion.endsAt),
  owningService: row.owningService,
  primaryRegion: row.primaryRegion,
  type: row.type,
  versionStages: row.versionStages,
  replicas: row.replicas,
});
