import { randomUUID } from 'node:crypto';
import type { Caller } from '@/lib/local-aws/iam/identity';
import { sweep } from '@/lib/local-aws/secretsmanager/sweep';
import type { Scope } from '@/lib/local-aws/world/scope';
import { scopeOf, type World } from '@/lib/local-aws/world/world';

/** One authenticated request: who, where, when, and the ids its answer and its record share. */
export type Call = {
  world: World;
  scope: Scope;
  caller: Caller;
  now: number;
  requestId: string;
  sourceIp: string;
  userAgent: string;
};

type Origin = { sourceIp: string; userAgent: string; requestId?: string };

export function createCall(world: World, caller: Caller, region: string, origin: Origin): Call {
  const scope = scopeOf(world, caller.account, region);
  const now = Date.now();
  sweep(scope, now);
  return { world, scope, caller, now, requestId: randomUUID(), ...origin };
}
