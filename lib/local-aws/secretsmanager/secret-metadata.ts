import { toEpochSeconds, type JsonObject } from '@/lib/local-aws/wire/json';
import type { Secret } from '@/lib/local-aws/world/secret';

/** The fields ListSecrets and DescribeSecret share (aws-facts §1.3); what has no value is left out. */
export function toSecretMetadata(secret: Secret): JsonObject {
  const { rotation, external } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    Type: external?.type,
    Description: secret.description === '' ? undefined : secret.description,
    KmsKeyId: secret.kmsKeyId,
    RotationEnabled: rotation?.enabled,
    RotationLambdaARN: rotation?.lambdaArn,
    RotationRules: rotation?.rules,
    ExternalSecretRotationMetadata: external?.metadata,
    ExternalSecretRotationRoleArn: external?.roleArn,
    LastRotatedDate: toEpochSeconds(rotation?.lastRotated),
    LastChangedDate: toEpochSeconds(secret.changed),
    LastAccessedDate: toEpochSeconds(secret.accessed),
    // Of the two readings (aws-facts §1.3 and §9) the one seen in public outputs: when deletion was asked for.
    DeletedDate: toEpochSeconds(secret.deletion?.requested),
    NextRotationDate: rotation?.enabled === true ? toEpochSeconds(rotation.next) : undefined,
    Tags: secret.tags,
    OwningService: secret.owningService,
    CreatedDate: toEpochSeconds(secret.created),
    PrimaryRegion: secret.primaryRegion,
  };
}
