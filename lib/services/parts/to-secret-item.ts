import 'server-only';
import type { SecretItem } from '@/lib/contract/secret-item';
import type { ListedSecret } from '@/lib/domain/ports/inventory-store';
import { toWire, toWireOrNull } from './wire-time';

/** A row of the store as it crosses the wire. Field by field, so that a new column cannot leak. */
export const toSecretItem = (row: ListedSecret): SecretItem => ({
  id: row.id,
  arn: row.arn,
  name: row.name,
  account: row.accountId,
  accountName: row.accountName,
  region: row.region,
  environment: row.environment,
  service: row.service,
  leaf: row.leaf,
  tags: row.tags,
  owner: row.owner,
  note: row.note,
  runbook: row.runbook,
  rotation: {
    state: row.rotation.state,
    reason: row.rotation.reason,
    since: toWireOrNull(row.rotation.since),
    step: row.rotation.step,
    enabled: row.rotationEnabled,
    lastRotatedAt: toWireOrNull(row.lastRotatedAt),
    nextRotationAt: toWireOrNull(row.nextRotationAt),
  },
  valueChangedAt: {
    notBefore: toWireOrNull(row.valueChangedAt.notBefore),
    notAfter: toWireOrNull(row.valueChangedAt.notAfter),
  },
  hasNoValue: row.hasNoValue,
  lastAccessedOn: row.lastAccessedOn,
  lastRead: row.usage.lastRead && { ...row.usage.lastRead, at: toWire(row.usage.lastRead.at) },
  readers30d: row.usage.readers30d,
  reads30d: row.usage.reads30d,
  owningService: row.owningService,
  type: row.type,
  kmsKeyId: row.kmsKeyId,
  primaryRegion: row.primaryRegion,
  replicas: row.replicas.map(({ region, status, statusMessage, kmsKeyId, lastAccessedOn }) => ({
    region,
    status,
    statusMessage,
    kmsKeyId,
    lastAccessedOn,
  })),
  deletion: row.deletion && {
    requestedAt: toWireOrNull(row.deletion.requestedAt),
    endsAt: toWireOrNull(row.deletion.endsAt),
  },
  description: row.description,
});
