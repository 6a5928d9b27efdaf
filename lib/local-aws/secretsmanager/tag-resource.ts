import { toTagContext } from '@/lib/local-aws/iam/request-context';
import { defineOperation } from '@/lib/local-aws/operation';
import { invalidParameter } from '@/lib/local-aws/wire/aws-error';
import { list, required, text } from '@/lib/local-aws/wire/fields';
import { touch } from '@/lib/local-aws/world/scope';
import { secretId, tags } from './members';
import { reachLiveSecret } from './reach-secret';
import { requirePrimary } from './require-primary';
import { requireTags } from './require-tags';

const tagResourceInput = { SecretId: secretId, Tags: required(tags, []) };

/** TagResource: new values for known keys, new tags behind the others; answers nothing. */
export const tagResource = defineOperation({
  name: 'TagResource',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'Tag', perSecond: 50 },
  input: tagResourceInput,
  shows: ['SecretId', 'Tags'],
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'TagResource', input.SecretId, toTagContext(input.Tags));
    requirePrimary(secret);
    if (input.Tags.length === 0) throw invalidParameter('You must provide at least one tag.');
    const merged = new Map((secret.tags ?? []).map((tag) => [tag.Key, tag]));
    for (const tag of input.Tags) merged.set(tag.Key, tag);
    requireTags(input.Tags, merged.size);
    secret.tags = [...merged.values()];
    touch(scope, secret, call.now);
    return {};
  },
});

const untagResourceInput = {
  SecretId: secretId,
  TagKeys: required(list(required(text({ min: 1, max: 128 }), '')), []),
};

/** UntagResource: keys that are not there are no error; the list stays, empty, once there was one (recorded). */
export const untagResource = defineOperation({
  name: 'UntagResource',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'Tag', perSecond: 50 },
  input: untagResourceInput,
  shows: ['SecretId', 'TagKeys'],
  act: (call, input) => {
    const context = toTagContext(input.TagKeys.map((Key) => ({ Key })));
    const { scope, secret } = reachLiveSecret(call, 'UntagResource', input.SecretId, context);
    requirePrimary(secret);
    secret.tags = secret.tags?.filter((tag) => !input.TagKeys.includes(tag.Key));
    touch(scope, secret, call.now);
    return {};
  },
});
