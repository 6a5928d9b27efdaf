import { parseArn } from '@/lib/domain/arn';
import type { ObservedSecret } from '@/lib/domain/secret';

/** AWS's templates for databases are named so: `SecretsManagerRDSMySQLRotationSingleUser` (user guide, reference_available-rotation-templates). */
const SINGLE_USER = /single[-_]?user/i;
const MULTI_USER = /(?:multi|alternating)[-_]?users?/i;

export type Strategy = 'single-user' | 'alternating-users';

/** The function's name, without its account and region. */
export const findFunctionName = (arn: string | null): string | null =>
  parseArn(arn ?? '')?.resource.split(':')[1] ?? null;

/** What the name of the rotation function tells of its strategy; nothing else does without reading the value. */
export function findStrategy({ rotationLambdaArn }: Pick<ObservedSecret, 'rotationLambdaArn'>): Strategy | null {
  const name = findFunctionName(rotationLambdaArn) ?? '';
  if (MULTI_USER.test(name)) return 'alternating-users';
  return SINGLE_USER.test(name) ? 'single-user' : null;
}
