import type { Options } from '@/lib/local-aws/options';
import type { TrailEvent } from './trail-event';

const secretArn = /^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:(.+)$/;

/** The name in an ARN, without the six characters that only a whole ARN ends in. */
function nameIn(resource: string): string {
  const tail = secretArn.exec(resource)?.[1];
  return tail === undefined ? resource : tail.replace(/-[A-Za-z0-9]{6}$/, '');
}

/**
 * What LookupEvents shows as ResourceName of an event, and finds it by. For secrets the evidence is mixed: names were seen
 * and ARNs were (aws-facts §2.1), so it is to be chosen; by `arn`, a call that passed a name alone keeps the name.
 */
export function resourceNames({ resources, resourceType }: TrailEvent, how: Options['resourceNames']): string[] {
  if (resourceType !== 'AWS::SecretsManager::Secret') return [...resources];
  const names = resources.map(nameIn);
  const arns = resources.filter((resource) => secretArn.test(resource));
  if (how === 'name') return [...new Set(names)];
  if (how === 'arn') return arns.length === 0 ? [...resources] : arns;
  return [...new Set([...names, ...arns])];
}
