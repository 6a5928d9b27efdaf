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
import { restoreSecret } from './restore-secret';
import { rotateSecret } from './rotate-secret';
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
  restoreSecret,
  rotateSecret,
  tagResource,
  untagResource,
  updateSecret,
  updateSecretVersionStage,
  validateResourcePolicy,
];

/** The part of Secrets Manager (2017-10-17) that is spoken here; anything else is an UnknownOperationException. */
export const secretsManagerOperations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.name, operation]),
);
