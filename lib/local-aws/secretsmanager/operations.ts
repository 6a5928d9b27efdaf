import type { Operation } from '@/lib/local-aws/operation';
import { batchGetSecretValue } from './batch-get-secret-value';
import { cancelRotateSecret } from './cancel-rotate-secret';
import { createSecret } from './create-secret';
import { deleteSecret } from './delete-secret';
import { describeSecret } from './describe-secret';
import { getRandomPassword } from './get-random-password';
import { getResourcePolicy } from './get-resource-policy';
import { getSecretValue } from './get-secret-value';
import { listSecretVersionIds } from './list-secret-version-ids';
import { listSecrets } from './list-secrets';
import { deleteResourcePolicy, putResourcePolicy } from './put-resource-policy';
import { putSecretValue } from './put-secret-value';
import { removeRegionsFromReplication } from './remove-regions-from-replication';
import { replicateSecretToRegions } from './replicate-secret-to-regions';
import { restoreSecret } from './restore-secret';
import { rotateSecret } from './rotate-secret';
import { stopReplicationToReplica } from './stop-replication-to-replica';
import { tagResource, untagResource } from './tag-resource';
import { updateSecret } from './update-secret';
import { updateSecretVersionStage } from './update-secret-version-stage';
import { validateResourcePolicy } from './validate-resource-policy';

const all = [
  batchGetSecretValue,
  cancelRotateSecret,
  createSecret,
  deleteResourcePolicy,
  deleteSecret,
  describeSecret,
  getRandomPassword,
  getResourcePolicy,
  getSecretValue,
  listSecretVersionIds,
  listSecrets,
  putResourcePolicy,
  putSecretValue,
  removeRegionsFromReplication,
  replicateSecretToRegions,
  restoreSecret,
  rotateSecret,
  stopReplicationToReplica,
  tagResource,
  untagResource,
  updateSecret,
  updateSecretVersionStage,
  validateResourcePolicy,
];

/** Secrets Manager (2017-10-17), all of it; anything else is an UnknownOperationException. */
export const secretsManagerOperations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.name, operation]),
);
