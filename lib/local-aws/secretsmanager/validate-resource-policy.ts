import { partitionOf } from '@/lib/local-aws/world/partition';
import { authorize } from '@/lib/local-aws/iam/authorize';
import type { Call } from '@/lib/local-aws/call';
import { defineOperation } from '@/lib/local-aws/operation';
import { required, text } from '@/lib/local-aws/wire/fields';
import { isPublic, locksOut, readResourcePolicy } from './policy-checks';
import { reachLiveSecret } from './reach-secret';

/** Needs the rights to validate and to put (service model); without a secret they are held against any of the account's. */
function reach(call: Call, id: string | undefined): { owner: string; resource: string } {
  const actions = ['ValidateResourcePolicy', 'PutResourcePolicy'];
  const { account, region } = call.scope;
  if (id === undefined) {
    const resource = `arn:${partitionOf(region)}:secretsmanager:${region}:${account}:secret:*`;
    for (const action of actions)
      authorize(call, { action: `secretsmanager:${action}`, resource, owner: account, context: {} });
    return { owner: account, resource };
  }
  reachLiveSecret(call, 'ValidateResourcePolicy', id);
  const { secret } = reachLiveSecret(call, 'PutResourcePolicy', id);
  return { owner: secret.account, resource: secret.arn };
}

const members = {
  SecretId: text({ min: 1, max: 2048 }),
  ResourcePolicy: required(text({ min: 1, max: 20_480 }), ''),
};

/** ValidateResourcePolicy: broad access, syntax, locking the caller out; says what fails and changes nothing. */
export const validateResourcePolicy = defineOperation({
  name: 'ValidateResourcePolicy',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'ResourcePolicy', perSecond: 50 },
  input: members,
  shows: ['SecretId', 'ResourcePolicy'],
  act: (call, input) => {
    const { owner, resource } = reach(call, input.SecretId);
    const policy = readResourcePolicy(input.ResourcePolicy);
    const errors: { CheckName: string; ErrorMessage: string }[] = [];
    if ('syntaxError' in policy) errors.push({ CheckName: 'POLICY_SYNTAX', ErrorMessage: policy.syntaxError });
    else {
      if (isPublic(policy))
        errors.push({
          CheckName: 'PUBLIC_ACCESS',
          ErrorMessage: 'The resource policy allows broad access to the secret.',
        });
      if (locksOut(policy, call, owner, resource))
        errors.push({
          CheckName: 'CALLER_LOCKOUT',
          ErrorMessage: 'The resource policy prevents you from managing the resource policy of the secret.',
        });
    }
    return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
  },
});
