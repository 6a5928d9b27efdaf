import type { Scope } from '@/lib/local-aws/world/scope';
import { scopeOf, type World } from '@/lib/local-aws/world/world';
import { customerKeyId, defaultKeyPolicy, managedAlias, managedKeyId, managedKeyPolicy, type Key } from './key';
import { keyArnIn } from './key-arn';

type Place = { account: string; region: string };

export function makeKey(place: Place, id: string, more: Partial<Key> = {}): Key {
  return {
    arn: keyArnIn(place, id),
    id,
    account: place.account,
    manager: 'CUSTOMER',
    created: Date.UTC(2024, 2, 4),
    aliases: [],
    state: 'Enabled',
    rotates: true,
    policy: defaultKeyPolicy(place.account),
    ...more,
  };
}

const scopeKeys = new WeakMap<Scope, Map<string, Key>>();

/** The keys of a scope by ARN: aws/secretsmanager and one customer managed key, and what tests put beside them. */
export function keysOf(scope: Scope): Map<string, Key> {
  let keys = scopeKeys.get(scope);
  if (keys === undefined) {
    const { account, region } = scope;
    const policy = managedKeyPolicy(account, region);
    const managed = makeKey(scope, managedKeyId(account), { manager: 'AWS', aliases: [managedAlias], policy });
    const customer = makeKey(scope, customerKeyId(account), { aliases: ['alias/secrets'] });
    keys = new Map([managed, customer].map((key) => [key.arn, key]));
    scopeKeys.set(scope, keys);
  }
  return keys;
}

/** The key meant by an ARN, an id or an alias; of another account by ARN alone, of another region not at all. */
export function findKey(world: World, from: Place, id: string): Key | undefined {
  const parts = /^arn:[a-z-]+:kms:([a-z0-9-]+):(\d{12}):(?:key\/)?(.+)$/.exec(id);
  const [, region = from.region, account = from.account, name = id] = parts ?? [];
  if (region !== from.region || (account !== from.account && !world.accounts.has(account))) return undefined;
  const place = { account, region };
  const keys = keysOf(scopeOf(world, account, region));
  if (!name.startsWith('alias/')) return keys.get(keyArnIn(place, name));
  return [...keys.values()].find(({ aliases }) => aliases.includes(name));
}
