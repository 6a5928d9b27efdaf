import { managedPolicies } from '@/lib/local-aws/iam/managed-policies';
import { PolicySyntaxError } from '@/lib/local-aws/iam/policy';
import { toSessionPolicy, type SessionPolicySource } from '@/lib/local-aws/iam/session-policy';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { invalid } from './read-query';

type Asked = { Policy?: string | undefined; PolicyArns?: ({ arn: string | undefined } | undefined)[] | undefined };

/** The session policy of a request, checked, in the form in which a token carries it. */
export function toPolicySource({ Policy, PolicyArns }: Asked): { text: string | undefined; arns: string[] } {
  const arns = (PolicyArns ?? []).flatMap((entry) => entry?.arn ?? []);
  const unknown = arns.find((arn) => !managedPolicies.has(arn));
  if (unknown !== undefined) throw invalid(`The managed policy ${unknown} does not exist or cannot be attached.`);
  const source: SessionPolicySource = { text: Policy, arns };
  try {
    toSessionPolicy(source);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw new AwsError('MalformedPolicyDocument', error.message);
  }
  return { text: Policy, arns };
}
