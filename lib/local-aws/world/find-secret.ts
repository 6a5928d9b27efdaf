import { validation } from '@/lib/local-aws/wire/aws-error';
import { partitionOf } from './partition';
import { scopeOf, type World } from './world';
import type { Scope } from './scope';
import type { Secret } from './secret';

/** Where an id leads: the scope that owns it, the secret if there is one, and the ARN that policies are held against. */
export type Found = { scope: Scope; secret: Secret | undefined; resource: string };

const arnPattern = /^arn:[a-z-]+:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)$/;
const namePattern = /^[A-Za-z0-9/_+=.@!-]+$/;

/** The words for every operation that takes a bad name (recorded: test_invalid_secret_name). */
export function requireName(name: string): void {
  if (!namePattern.test(name))
    throw validation(
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
}

/**
 * Resolves what a caller passes as SecretId: name, ARN, or ARN without its random suffix; the last fails where the name
 * itself ends in a hyphen and six characters (aws-facts §1.4; recorded: test_create_and_update_secret[Invalid/…]).
 */
export function findSecret(world: World, from: Scope, id: string): Found {
  const parts = arnPattern.exec(id);
  if (parts === null) {
    requireName(id.startsWith('arn:') ? 'not an ARN' : id);
    const secret = from.byName.get(id);
    return {
      scope: from,
      secret,
      resource:
        secret?.arn ?? `arn:${partitionOf(from.region)}:secretsmanager:${from.region}:${from.account}:secret:${id}`,
    };
  }
  const [, region = '', account = '', tail = ''] = parts;
  const own = account === from.account;
  if (region !== from.region || (!own && !world.accounts.has(account)))
    return { scope: from, secret: undefined, resource: id };
  const scope = own ? from : scopeOf(world, account, region);
  const exact = scope.byArn.get(id);
  if (exact !== undefined) return { scope, secret: exact, resource: exact.arn };
  const byPart = /-[A-Za-z0-9]{6}$/.test(tail) ? undefined : scope.byName.get(tail);
  return { scope, secret: byPart, resource: byPart?.arn ?? id };
}
