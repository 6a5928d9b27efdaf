import { defineOperation } from '@/lib/local-aws/operation';
import { secretId } from './members';
import { reachSecret } from './reach-secret';

/** GetResourcePolicy: the policy as the text it was put with; left out where there is none. */
export const getResourcePolicy = defineOperation({
  name: 'GetResourcePolicy',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'ResourcePolicy', perSecond: 50 },
  input: { SecretId: secretId },
  shows: ['SecretId'],
  act: (call, input) => {
    const { secret } = reachSecret(call, 'GetResourcePolicy', input.SecretId);
    return { ARN: secret.arn, Name: secret.name, ResourcePolicy: secret.policy };
  },
});
