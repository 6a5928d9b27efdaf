import { parsePolicy } from '@/lib/local-aws/iam/policy';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { flag, oneOf, readInput, required, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { scopeOf, type World } from '@/lib/local-aws/world/world';
import { keysOf, makeKey } from './find-key';
import { keyStates } from './key';

const day = 86_400_000;

/** `{ keyArn, state?, policy?, rotates?, gone? }`: a customer managed key as it is to be; one that is not there is made. */
export function setKey(world: World, body: JsonObject): JsonObject {
  const members = {
    keyArn: required(text(), ''),
    state: oneOf(keyStates),
    policy: text(),
    rotates: flag,
    gone: flag,
  };
  const { keyArn, state, policy, rotates, gone } = readInput(members, body);
  const [, region = '', account = '', id = ''] =
    /^arn:aws[a-z-]*:kms:([a-z0-9-]+):(\d{12}):key\/(.+)$/.exec(keyArn) ?? [];
  if (id === '') throw new AwsError('invalid', `${keyArn} is no ARN of a key`);
  const place = { account, region };
  const keys = keysOf(scopeOf(world, account, region));
  const key = keys.get(keyArn) ?? makeKey(place, id, { created: Date.now() });
  if (key.manager === 'AWS') throw new AwsError('invalid', 'a key of AWS cannot be changed');
  keys.set(keyArn, key);
  if (state !== undefined) key.state = state;
  key.deletion = key.state === 'PendingDeletion' ? Date.now() + 30 * day : undefined;
  if (policy !== undefined) key.policy = parsePolicy(policy);
  if (rotates !== undefined) key.rotates = rotates;
  if (gone === true) keys.delete(keyArn);
  return { keyArn, state: gone === true ? 'gone' : key.state };
}
