import { invalidParameter, invalidRequest } from '@/lib/local-aws/wire/aws-error';
import { list, required, structure, text } from '@/lib/local-aws/wire/fields';
import type { External, Secret } from '@/lib/local-aws/world/secret';

/** The partner's own name for the kind of secret, an open string (aws-facts §1.6). */
export const externalType = text({ max: 256 });

type Item = { Key: string; Value: string };
const item = structure<Item>({
  Key: required(text({ min: 1, max: 256 }), ''),
  Value: required(text({ min: 1, max: 2048 }), ''),
});
export const externalMetadata = list(required(item, { Key: '', Value: '' }));
export const externalRoleArn = text({ min: 20, max: 2048 });

export type ExternalRotation = {
  RotationLambdaARN?: string | undefined;
  ExternalSecretRotationMetadata?: Item[] | undefined;
  ExternalSecretRotationRoleArn?: string | undefined;
};

/**
 * What a managed external secret is rotated by after this request: no function, but a role that Secrets Manager takes on
 * and what the partner asks for. `undefined` for every other secret, which takes none of these.
 */
export function planExternal(secret: Secret, input: ExternalRotation): External | undefined {
  const { external } = secret;
  const { ExternalSecretRotationMetadata: metadata, ExternalSecretRotationRoleArn: roleArn } = input;
  if (external === undefined) {
    if (metadata !== undefined || roleArn !== undefined)
      throw invalidParameter(
        'You can only specify ExternalSecretRotationMetadata and ExternalSecretRotationRoleArn for a managed external secret.',
      );
    return undefined;
  }
  if (input.RotationLambdaARN !== undefined)
    throw invalidParameter("You can't specify RotationLambdaARN for a managed external secret.");
  const planned = { ...external, metadata: metadata ?? external.metadata, roleArn: roleArn ?? external.roleArn };
  if (planned.roleArn === undefined)
    throw invalidRequest('You must provide ExternalSecretRotationRoleArn to rotate a managed external secret.');
  return planned;
}
