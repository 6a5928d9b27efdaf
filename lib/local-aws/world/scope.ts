import { randomBytes } from 'node:crypto';
import { createTrail, type Trail } from '@/lib/local-aws/cloudtrail/trail';
import type { FunctionSettings } from './function-settings';
import { partitionOf } from './partition';
import type { Secret } from './secret';

/** One account in one region. */
export type Scope = {
  readonly account: string;
  readonly region: string;
  readonly byArn: Map<string, Secret>;
  readonly byName: Map<string, Secret>;
  /** Rotation functions that exist, by ARN. */
  readonly functions: Map<string, FunctionSettings>;
  readonly trail: Trail;
  /** Told of every secret that came, went or changed: sorted listings, the schedule of rotations. */
  readonly watchers: ((secret: Secret) => void)[];
};

export function createScope(account: string, region: string): Scope {
  const trail = createTrail();
  return { account, region, byArn: new Map(), byName: new Map(), functions: new Map(), trail, watchers: [] };
}

/** To be called after any change of a secret that a listing or the schedule could show; `touch` does it too. */
export function noteChange(scope: Scope, secret: Secret): void {
  for (const watch of scope.watchers) watch(secret);
}

export function addSecret(scope: Scope, secret: Secret): void {
  scope.byArn.set(secret.arn, secret);
  scope.byName.set(secret.name, secret);
  noteChange(scope, secret);
}

export function removeSecret(scope: Scope, secret: Secret): void {
  scope.byArn.delete(secret.arn);
  if (scope.byName.get(secret.name) === secret) scope.byName.delete(secret.name);
  noteChange(scope, secret);
}

/** Marks a change of metadata or of labels: LastChangedDate moves with both (aws-facts §1.3). */
export function touch(scope: Scope, secret: Secret, now: number): void {
  secret.changed = now;
  noteChange(scope, secret);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function toArn(account: string, region: string, name: string, suffix: string): string {
  return `arn:${partitionOf(region)}:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
}

/** Six random characters: a secret made anew under an old name has another ARN (UG whats-in-a-secret). */
export function randomSuffix(): string {
  return Array.from(randomBytes(6), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
