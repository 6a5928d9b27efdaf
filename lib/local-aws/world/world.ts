import { createHash } from 'node:crypto';
import type { Fault } from '@/lib/local-aws/faults/fault';
import type { RegionStatus } from '@/lib/local-aws/account/region-options';
import type { AccessKey, Role, User } from '@/lib/local-aws/iam/identity';
import type { Policy } from '@/lib/local-aws/iam/policy';
import type { Options } from '@/lib/local-aws/options';
import type { Membership } from '@/lib/local-aws/organizations/membership';
import type { MadeBucket } from '@/lib/local-aws/s3/made-bucket';
import { watchRecoveryWindows } from './recovery-windows';
import { updateReplicas } from './replicas';
import { createScope, type Scope } from './scope';
import type { Secret } from './secret';

export type World = {
  readonly options: Options;
  readonly started: number;
  readonly accounts: Map<string, string>;
  readonly scopes: Map<string, Scope>;
  readonly keys: Map<string, { user: User; key: AccessKey }>;
  readonly roles: Map<string, Role>;
  /** What an account of the organisation is there, where it is not just an active member. */
  readonly memberships: Map<string, Membership>;
  /** What an account set of its regions. */
  readonly regionStatuses: Map<string, Map<string, RegionStatus>>;
  /** Service control policies by the account they hold; an account without any is held by none. */
  readonly controlPolicies: Map<string, Policy[]>;
  /** Those that calls made, by name. */
  readonly buckets: Map<string, MadeBucket>;
  readonly faults: Fault[];
  /** Requests of the running second, by quota, account and region. */
  readonly spent: Map<string, { tokens: number; at: number }>;
  /** Seals page tokens and session tokens; follows the seed, so that both survive a restart. */
  readonly seal: Buffer;
  /** Told of every secret of any scope that came, went or changed. */
  readonly watchers: ((scope: Scope, secret: Secret) => void)[];
  /** Timers of rotations and traffic, stopped at the end. */
  readonly timers: Set<NodeJS.Timeout>;
};

export function createWorld(options: Options): World {
  return {
    options,
    started: Date.now(),
    accounts: new Map(),
    scopes: new Map(),
    keys: new Map(),
    roles: new Map(),
    memberships: new Map(),
    regionStatuses: new Map(),
    controlPolicies: new Map(),
    buckets: new Map(),
    faults: options.faults.map((fault) => ({ ...fault })),
    spent: new Map(),
    seal: createHash('sha256').update(`local-aws seal ${options.seed}`).digest(),
    watchers: [],
    timers: new Set(),
  };
}

export function addUser(world: World, user: User): void {
  for (const key of user.keys) world.keys.set(key.accessKeyId, { user, key });
}

/** Any region of any account may be asked; one that was never used is simply empty. */
export function scopeOf(world: World, account: string, region: string): Scope {
  const id = `${account}/${region}`;
  let scope = world.scopes.get(id);
  if (scope === undefined) {
    const created = createScope(account, region);
    created.watchers.push((secret) => world.watchers.forEach((watch) => watch(created, secret)));
    created.watchers.push((secret) => updateReplicas(secret, (other) => scopeOf(world, account, other)));
    watchRecoveryWindows(created);
    scope = created;
    world.scopes.set(id, scope);
  }
  return scope;
}

/** Runs `act` once after `delay`, unless the world ends before. */
export function later(world: World, delay: number, act: () => void): void {
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    act();
  }, delay);
  world.timers.add(timer);
}

export function endWorld(world: World): void {
  for (const timer of world.timers) clearTimeout(timer);
  world.timers.clear();
}
