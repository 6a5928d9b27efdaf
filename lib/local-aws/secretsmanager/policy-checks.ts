import type { Call } from '@/lib/local-aws/call';
import { whyRefused } from '@/lib/local-aws/iam/authorize';
import {
  parsePolicy,
  PolicySyntaxError,
  type Condition,
  type Policy,
  type Statement,
} from '@/lib/local-aws/iam/policy';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject } from '@/lib/local-aws/wire/json';

/** Keys by which a condition names somebody or some place, in small letters (UG determine-acccess_examine-iam-policies). */
const narrowing = new Set([
  'aws:principalaccount', 'aws:principalarn', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalservicename',
  'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceip', 'aws:sourceorgid', 'aws:sourcevpc', 'aws:sourcevpce',
  'aws:userid', 'aws:username', 'aws:vpcsourceip', 'kms:calleraccount', 'secretsmanager:resource/allowrotationlambdaarn',
]); // prettier-ignore

/** Of those, the operators that let in only what is named; negated ones and `IfExists` let others in too. */
const positive = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/;
const everybody = /^(\*|0\.0\.0\.0\/0|::\/0|arn:aws[a-z-]*:iam::\*:.*)$/;

const negative = /^(String(NotEquals|NotEqualsIgnoreCase|NotLike)|Arn(NotEquals|NotLike)|NotIpAddress)$/;

function narrows({ operator, key, values }: Condition): boolean {
  return narrowing.has(key.toLowerCase()) && positive.test(operator) && !values.some((value) => everybody.test(value));
}

const isForEverybody = ({ principals = [] }: Statement) => principals.some((name) => everybody.test(name));

/** Everybody but some are denied whatever the grant gives. */
function fencesIn(deny: Statement, grant: Statement): boolean {
  const { effect, actions = [], conditions } = deny;
  const all = actions.some((action) => action === '*' || action.toLowerCase() === 'secretsmanager:*');
  const covers = all || (grant.actions ?? ['*']).every((action) => actions.includes(action));
  const excepts = conditions.some(({ operator, key }) => negative.test(operator) && narrowing.has(key.toLowerCase()));
  return effect === 'Deny' && isForEverybody(deny) && covers && excepts && conditions.length === 1;
}

/** A policy that grants everybody something without saying who or from where: what Zelkova calls broad access. */
export function isPublic({ statements }: Policy): boolean {
  return statements.some(
    (grant) =>
      grant.effect === 'Allow' &&
      isForEverybody(grant) &&
      !grant.conditions.some(narrows) &&
      !statements.some((deny) => fencesIn(deny, grant)),
  );
}

/** With this policy on the secret the caller could no longer change the policy. */
export function locksOut(policy: Policy, call: Call, owner: string, resource: string): boolean {
  const wanted = { resource, owner, context: {} };
  return ['PutResourcePolicy', 'DeleteResourcePolicy'].some((name) => {
    const action = `secretsmanager:${name}`;
    const before = whyRefused(call, { ...wanted, action });
    return before === undefined && whyRefused(call, { ...wanted, action, resourcePolicy: policy }) !== undefined;
  });
}

/** The policy, or what is wrong with it, in words; text that is no JSON is refused (MalformedPolicyDocumentException). */
export function readResourcePolicy(source: string): Policy | { syntaxError: string } {
  const refuse = (message: string) => new AwsError('MalformedPolicyDocumentException', message, { modelled: true });
  try {
    const document: unknown = JSON.parse(source);
    if (!isJsonObject(document)) throw refuse('This policy contains invalid Json');
    const { Version: version = '2012-10-17' } = document;
    if (version !== '2012-10-17' && version !== '2008-10-17') return { syntaxError: 'Invalid policy version' };
  } catch (error) {
    throw error instanceof SyntaxError ? refuse('This policy contains invalid Json') : error;
  }
  try {
    const policy = parsePolicy(source);
    const unnamed = policy.statements.some(({ principals }) => principals === undefined);
    return unnamed ? { syntaxError: 'Missing required field Principal' } : policy;
  } catch (error) {
    if (error instanceof PolicySyntaxError) return { syntaxError: error.message };
    throw error;
  }
}

/** Everybody, an account, a unique id, a user, role, session or provider by its whole ARN, a service or web identity provider. */
const namable =
  /^(\*|\w+:\*|\d{12}|A(IDA|ROA)[A-Z0-9]{16,}|arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|[a-z-]+\/[\w+=,.@/:-]+)|[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?)$/;

/**
 * The same for an operation that stores the policy: any mistake is refused (seen against AWS: a Version of its own), and
 * who can be nobody. AWS refuses users and roles that are gone in the same words (terraform-provider-aws waits for them);
 * here they pass, for not everybody who reads in the history is an identity of the world.
 */
export function requireResourcePolicy(source: string): Policy {
  const found = readResourcePolicy(source);
  const refuse = (message: string) => new AwsError('MalformedPolicyDocumentException', message, { modelled: true });
  if (!('statements' in found)) throw refuse('This policy has invalid syntax.');
  const named = found.statements.flatMap(({ principals = [], notPrincipals = [] }) => [
    ...principals,
    ...notPrincipals,
  ]);
  if (named.every((name) => namable.test(name))) return found;
  throw refuse('This resource policy contains an unsupported principal.');
}
