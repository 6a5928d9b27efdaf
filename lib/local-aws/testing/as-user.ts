import { createCall, type Call } from '@/lib/local-aws/call';
import type { User } from '@/lib/local-aws/iam/identity';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { addUser, type World } from '@/lib/local-aws/world/world';
import { account, type Keys } from './local-world';

let made = 0;

/** A new user of the first account with just these statements. */
export function makeUser(world: World, statements: JsonObject[], more: Partial<User> = {}): { user: User; keys: Keys } {
  made += 1;
  const keys = { accessKeyId: `AKIATESTUSER${String(made).padStart(8, '0')}`, secretAccessKey: 'local-only-test-key' };
  const userName = `user-${made}`;
  const user: User = {
    account,
    userName,
    arn: `arn:aws:iam::${account}:user/${userName}`,
    userId: `AIDATESTUSER${String(made).padStart(9, '0')}`,
    policies: [readPolicy({ Version: '2012-10-17', Statement: statements })],
    keys: [keys],
    ...more,
  };
  addUser(world, user);
  return { user, keys };
}

/** A call as this user makes it, without the wire between. */
export function callAs(world: World, user: User, region = 'eu-west-1'): Call {
  const [key] = user.keys;
  const caller = {
    kind: 'user' as const,
    account: user.account,
    arn: user.arn,
    accessKeyId: key?.accessKeyId ?? '',
    user,
  };
  return createCall(world, caller, region, { sourceIp: '127.0.0.1', userAgent: 'test' });
}
