import type { Operation } from '@/lib/local-aws/operation';
import { cancelRotateSecret } from './cancel-rotate-secret';
import { createSecret } from './create-secret';
import { deleteSecret } from './delete-secret';
import { describeSecret } from './describe-secret';
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

const all = [
  cancelRotateSecret,
  createSecret,
  deleteResourcePolicy,
  deleteSecret,
  describeSecret,
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
];

/** The part of Secrets Manager (2017-10-17) that is spoken here; anything else is an UnknownOperationException. */
export const secretsManagerOperations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.name, operation]),
);
