import { partitionIn } from '@/lib/local-aws/world/partition';
import type { Call } from '@/lib/local-aws/call';
import { refusalSentence, whyRefused } from '@/lib/local-aws/iam/authorize';
import { toFederatedCaller } from '@/lib/local-aws/iam/identity';
import { toTagContext } from '@/lib/local-aws/iam/request-context';
import { issueCredentials, newAccessKeyId, type Grant } from '@/lib/local-aws/iam/session-token';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, required, text, type InputOf } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { toCredentials, toShownCredentials, wholeSecond } from './credentials';
import { requireLongTermUser, toDuration } from './long-term-user';
import { namePattern, policy, policyArns, tags } from './members';
import { packedSize } from './packed-size';
import { readQuery } from './read-query';
import { recording } from './record-sts';
import { toPolicySource } from './requested-policy';
import { toSessionTags } from './session-tags';

const members = {
  Name: required(text({ min: 2, max: 32, ...namePattern }), ''),
  Policy: policy,
  PolicyArns: policyArns,
  DurationSeconds: integer({ min: 900, max: 129_600 }),
  Tags: tags,
};

function requirePermission(call: Call, input: InputOf<typeof members>): void {
  const resource = `arn:${partitionIn(call.caller.arn)}:sts::${call.caller.account}:federated-user/${input.Name}`;
  const actions = ['sts:GetFederationToken', ...((input.Tags ?? []).length > 0 ? ['sts:TagSession'] : [])];
  for (const action of actions) {
    const wanted = { action, resource, shown: resource, owner: call.caller.account, context: toTagContext(input.Tags) };
    const reason = whyRefused(call, wanted);
    if (reason !== undefined)
      throw new AwsError('AccessDenied', refusalSentence(call.caller, wanted, reason), { status: 403 });
  }
}

/**
 * GetFederationToken: credentials under a name of the user's choosing, with what the user's own policies and the session
 * policy both allow; without a session policy that is nothing but what resource policies give.
 */
export function getFederationToken(call: Call, form: JsonObject): JsonObject {
  const input = readQuery(members, form);
  const principalTags = input.Tags && Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value]));
  const { Name: name, DurationSeconds: durationSeconds, Policy: asked } = input;
  const request = { name, durationSeconds, policy: asked, principalTags };
  return recording(call, 'GetFederationToken', { request }, () => {
    const user = requireLongTermUser(call, 'GetFederationToken');
    const session = toSessionTags(call, input.Tags ?? [], []);
    requirePermission(call, input);
    const source = toPolicySource(input);
    const size = packedSize({ Policy: asked, policyArns: source.arns, tags: session.tags });
    const issuedAt = wholeSecond(call.now);
    const times = { issuedAt, expiresAt: issuedAt + toDuration(user, durationSeconds) * 1000, mfa: false };
    const grant: Grant = { kind: 'federated', user: user.arn, name, ...times, tags: session.tags, policy: source };
    const keys = issueCredentials(call.world, newAccessKeyId(user.account), grant);
    const { arn } = toFederatedCaller({ issuer: user, name, ...times }, keys.accessKeyId);
    const id = `${user.account}:${name}`;
    return {
      answer: {
        Credentials: toCredentials(keys, times.expiresAt),
        FederatedUser: { FederatedUserId: id, Arn: arn },
        PackedPolicySize: size,
      },
      shown: {
        credentials: toShownCredentials(keys, times.expiresAt),
        federatedUser: { federatedUserId: id, arn },
        packedPolicySize: size,
      },
    };
  });
}
