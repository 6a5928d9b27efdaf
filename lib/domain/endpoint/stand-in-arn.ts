import type { Scope } from '@/lib/domain/scope';
import { parseArn } from '@/lib/domain/arn';

/** How IAM policies write the six characters that AWS appends and that are not known; no secret's name can hold it. */
const UNKNOWN_SUFFIX = '-??????';

/** The ARN of a secret of which an endpoint gives the name alone. */
export const toStandInArn = (
  { partition, region, accountId }: Omit<Scope, 'id' | 'accountName'>,
  name: string,
): string => `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}${UNKNOWN_SUFFIX}`;

export const isStandInArn = (arn: string): boolean => arn.endsWith(UNKNOWN_SUFFIX);

/** What a call names the secret by: its ARN, or its name where the ARN was made up here. */
export function toCallId(arn: string): string {
  if (!isStandInArn(arn)) return arn;
  const resource = parseArn(arn)?.resource ?? arn;
  return resource.slice('secret:'.length, -UNKNOWN_SUFFIX.length);
}
