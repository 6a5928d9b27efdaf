import { invalidParameter, invalidRequest } from '@/lib/local-aws/wire/aws-error';
import { isReplica } from '@/lib/local-aws/world/replicas';
import type { Secret } from '@/lib/local-aws/world/secret';

/** A replica follows its primary: changes are made there (UG create-manage-multi-region-secrets). */
export function requirePrimary(secret: Secret): void {
  if (isReplica(secret))
    throw invalidParameter(
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
    );
}

/** A secret of another service is changed through that service (service model, InvalidRequestException). */
export function requireOwn(secret: Secret): void {
  if (secret.owningService !== undefined)
    throw invalidRequest('The secret is managed by another service, and you must use that service to update it.');
}
