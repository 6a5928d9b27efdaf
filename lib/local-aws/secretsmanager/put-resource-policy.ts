import { defineOperation } from '@/lib/local-aws/operation';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { flag, required, text } from '@/lib/local-aws/wire/fields';
import { touch } from '@/lib/local-aws/world/scope';
import { secretId } from './members';
import { isPublic, requireResourcePolicy } from './policy-checks';
import { reachLiveSecret } from './reach-secret';
import { requirePrimary } from './require-primary';

const putResourcePolicyInput = {
  SecretId: secretId,
  ResourcePolicy: required(text({ min: 1, max: 20_480 }), ''),
  BlockPublicPolicy: flag,
};

/** PutResourcePolicy; BlockPublicPolicy refuses what lets everybody in without a condition. */
export const putResourcePolicy = defineOperation({
  name: 'PutResourcePolicy',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'ResourcePolicy', perSecond: 50 },
  input: putResourcePolicyInput,
  shows: ['SecretId', 'ResourcePolicy', 'BlockPublicPolicy'],
  responds: (output) => ({ arn: output.ARN, name: output.Name }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'PutResourcePolicy', input.SecretId, {
      'secretsmanager:BlockPublicPolicy': [String(input.BlockPublicPolicy ?? false)],
    });
    requirePrimary(secret);
    const policy = requireResourcePolicy(input.ResourcePolicy);
    if (input.BlockPublicPolicy === true && isPublic(policy))
      throw new AwsError(
        'PublicPolicyException',
        'The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.',
        { modelled: true },
      );
    secret.policy = input.ResourcePolicy;
    touch(scope, secret, call.now);
    return { ARN: secret.arn, Name: secret.name };
  },
});

const deleteResourcePolicyInput = { SecretId: secretId };

/** DeleteResourcePolicy: no policy afterwards, whether there was one or not. */
export const deleteResourcePolicy = defineOperation({
  name: 'DeleteResourcePolicy',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'ResourcePolicy', perSecond: 50 },
  input: deleteResourcePolicyInput,
  shows: ['SecretId'],
  responds: (output) => ({ arn: output.ARN, name: output.Name }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'DeleteResourcePolicy', input.SecretId);
    requirePrimary(secret);
    secret.policy = undefined;
    touch(scope, secret, call.now);
    return { ARN: secret.arn, Name: secret.name };
  },
});
