import { createCall } from '@/lib/local-aws/call';
import type { User } from '@/lib/local-aws/iam/identity';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import type { Operation } from '@/lib/local-aws/operation';
import { defaults, type Options } from '@/lib/local-aws/options';
import { keepSchedule } from '@/lib/local-aws/rotation/keep-schedule';
import { scopeOf, createWorld, type World } from '@/lib/local-aws/world/world';
import type { JsonObject } from '@/lib/local-aws/wire/json';

const [account, region] = ['111122223333', 'eu-west-1'];
const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const arn = `arn:aws:iam::${account}:user/admin`;
const user: User = {
  account,
  arn,
  userName: 'admin',
  userId: 'AIDA',
  policies: [readPolicy({ Statement: statement })],
  keys: [],
};

export type QuietWorld = { world: World; act: (operation: Operation, input: JsonObject) => JsonObject };

/** An empty world without a port, called directly: for tests that hold the clock, which no connection would bear. */
export function openQuietWorld(options: Partial<Options> = {}): QuietWorld {
  const world = createWorld({ ...defaults, traffic: false, historyDays: 0, ...options });
  world.accounts.set(account, 'payments-prod');
  scopeOf(world, account, region);
  keepSchedule(world);
  const origin = { sourceIp: '127.0.0.1', userAgent: 'test' };
  const caller = { kind: 'user' as const, account, arn, accessKeyId: 'AKIA', user };
  return { world, act: (operation, input) => operation.run(createCall(world, caller, region, origin), input) };
}
