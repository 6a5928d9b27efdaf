import { authorize } from '@/lib/local-aws/iam/authorize';
import type { Call } from '@/lib/local-aws/call';
import { defineOperation } from '@/lib/local-aws/operation';
import { beginRotation, takeOutcome } from '@/lib/local-aws/rotation/run-rotation';
import { nextRotation, requireSchedule, withInterval } from '@/lib/local-aws/rotation/schedule';
import { accessDenied, invalidParameter, invalidRequest } from '@/lib/local-aws/wire/aws-error';
import { flag, integer, structure, text } from '@/lib/local-aws/wire/fields';
import { touch, type Scope } from '@/lib/local-aws/world/scope';
import { isManaged, versionWith, type RotationRules, type Secret } from '@/lib/local-aws/world/secret';
import { externalMetadata, externalRoleArn, planExternal } from './external-secret';
import { secretId, token } from './members';
import { reachLiveSecret } from './reach-secret';
import { requireOwn, requirePrimary } from './require-primary';

const rotationRules = structure<{
  AutomaticallyAfterDays?: number | undefined;
  Duration?: string | undefined;
  ScheduleExpression?: string | undefined;
}>({
  AutomaticallyAfterDays: integer({ min: 1, max: 1000 }),
  Duration: text({ min: 2, max: 3, pattern: /^[0-9h]+$/, patternText: '[0-9h]+' }),
  ScheduleExpression: text({ min: 1, max: 256 }),
});

type Input = { RotationLambdaARN?: string | undefined; RotationRules?: RotationRules | undefined };

/** The function must exist and let Secrets Manager in, and the caller must be allowed to invoke it (aws-facts §5.2). */
function requireFunction(call: Call, scope: Scope, lambdaArn: string): void {
  const settings = scope.functions.get(lambdaArn);
  if (settings === undefined || settings.invocable === false)
    throw accessDenied(
      'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
    );
  const action = 'lambda:InvokeFunction';
  authorize(call, { action, resource: lambdaArn, shown: lambdaArn, owner: scope.account, context: {} });
}

function configure(scope: Scope, secret: Secret, input: Input, now: number): void {
  const before = secret.rotation;
  const rules = input.RotationRules ?? before?.rules;
  const last = before?.lastRotated ?? now;
  secret.rotation = {
    enabled: true,
    lambdaArn: input.RotationLambdaARN ?? before?.lambdaArn,
    rules: withInterval(rules, last),
    lastRotated: before?.lastRotated,
    next: input.RotationRules === undefined && before?.enabled === true ? before.next : nextRotation(rules, now),
    byCalendar: input.RotationRules === undefined ? before?.byCalendar : undefined,
  };
  touch(scope, secret, now);
}

const members = {
  SecretId: secretId,
  ClientRequestToken: token,
  RotationLambdaARN: text({ max: 2048 }),
  RotationRules: rotationRules,
  RotateImmediately: flag,
  ExternalSecretRotationMetadata: externalMetadata,
  ExternalSecretRotationRoleArn: externalRoleArn,
};

/**
 * RotateSecret: takes over the configuration it is sent, then rotates now, or with RotateImmediately=false only tests.
 * Refused while AWSPENDING sits on another version than AWSCURRENT; the same ClientRequestToken again changes nothing.
 */
export const rotateSecret = defineOperation({
  name: 'RotateSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'Rotation', perSecond: 50 },
  input: members,
  shows: [
    'SecretId', 'ClientRequestToken', 'RotationLambdaARN', 'RotationRules', 'RotateImmediately',
    'ExternalSecretRotationMetadata', 'ExternalSecretRotationRoleArn',
  ], // prettier-ignore
  responds: (output) => ({ arn: output.ARN, name: output.Name, versionId: output.VersionId }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'RotateSecret', input.SecretId, {
      'secretsmanager:RotateImmediately': [String(input.RotateImmediately ?? true)],
      'secretsmanager:ModifyRotationRules': input.RotationRules === undefined ? undefined : ['true'],
      'secretsmanager:RotationLambdaARN': input.RotationLambdaARN === undefined ? undefined : [input.RotationLambdaARN],
      'secretsmanager:resource/AllowRotationLambdaArn': secretLambda(call, input.SecretId),
    });
    const id = input.ClientRequestToken;
    if (id === undefined)
      throw invalidParameter('You must provide a ClientRequestToken value. We recommend a UUID-type value.');
    requirePrimary(secret);
    // Managed rotation has no function of one's own (service model, RotationLambdaARN).
    if (input.RotationLambdaARN !== undefined) requireOwn(secret);
    const external = planExternal(secret, input);
    const lambdaArn = input.RotationLambdaARN ?? secret.rotation?.lambdaArn;
    if (lambdaArn === undefined && !isManaged(secret))
      throw invalidRequest('No Lambda rotation function ARN is associated with this secret.');
    const answer = { ARN: secret.arn, Name: secret.name, VersionId: id };
    if (secret.versions.has(id)) return answer;
    if (lambdaArn !== undefined) requireFunction(call, scope, lambdaArn);
    const pending = versionWith(secret, 'AWSPENDING');
    if (pending !== undefined && !pending.stages.has('AWSCURRENT'))
      throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
    if (versionWith(secret, 'AWSCURRENT') === undefined)
      throw invalidRequest(
        "You can't rotate a secret that has no value in the version with the staging label AWSCURRENT.",
      );
    if (input.RotationRules !== undefined) requireSchedule(input.RotationRules, call.now);
    secret.external = external;
    configure(scope, secret, input, call.now);
    const test = input.RotateImmediately === false;
    beginRotation({ world: call.world, scope, secret, token: id, test, outcome: takeOutcome(secret) });
    return answer;
  },
});

/** The function the secret has already, for the condition key that ties a caller to it. */
function secretLambda(call: Call, id: string): string[] | undefined {
  const secret = call.scope.byArn.get(id) ?? call.scope.byName.get(id);
  const lambdaArn = secret?.rotation?.lambdaArn;
  return lambdaArn === undefined ? undefined : [lambdaArn];
}
