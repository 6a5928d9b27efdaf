import { createCall } from '@/lib/local-aws/call';
import { getSecretValue } from '@/lib/local-aws/secretsmanager/get-secret-value';
import { putSecretValue } from '@/lib/local-aws/secretsmanager/put-secret-value';
import { updateSecretVersionStage } from '@/lib/local-aws/secretsmanager/update-secret-version-stage';
import { moveLabel } from '@/lib/local-aws/world/labels';
import type { Scope } from '@/lib/local-aws/world/scope';
import { versionWith, type RotationStep, type Secret } from '@/lib/local-aws/world/secret';
import type { World } from '@/lib/local-aws/world/world';
import { toFunctionCaller } from './function-caller';
import { renewContent } from './renew-content';

type Doing = { world: World; scope: Scope; secret: Secret; token: string };

/** One step as a rotation function does it, by calls of its own that leave their records (UG rotate-secrets_lambda-functions). */
export function doStep({ world, scope, secret, token }: Doing, step: RotationStep): void {
  const current = versionWith(secret, 'AWSCURRENT');
  const pending = secret.versions.get(token);
  const functionArn = secret.rotation?.lambdaArn;
  if (functionArn === undefined) {
    if (step === 'createSecret' && pending !== undefined && pending.content === undefined) {
      const content = renewContent(current?.content?.());
      pending.content = () => content;
    }
    if (step === 'finishSecret' && pending !== undefined) moveLabel(secret, 'AWSCURRENT', pending);
    return;
  }
  const origin = {
    sourceIp: '10.0.24.17',
    userAgent: 'Boto3/1.40.2 md/Botocore#1.40.2 exec-env/AWS_Lambda_python3.12',
  };
  const call = createCall(world, toFunctionCaller(functionArn, Date.now()), scope.region, origin);
  const generic = scope.functions.get(functionArn)?.template === 'generic';
  const ofPending = { SecretId: secret.arn, VersionId: token, VersionStage: 'AWSPENDING' };
  if (step === 'createSecret' && pending?.content === undefined) {
    if (generic) getSecretValue.run(call, { SecretId: secret.arn, VersionStage: 'AWSCURRENT' });
    const content = renewContent(current?.content?.());
    putSecretValue.run(call, {
      SecretId: secret.arn,
      ClientRequestToken: token,
      VersionStages: ['AWSPENDING'],
      ...content,
    });
  } else if (step !== 'finishSecret') {
    // On a retry also createSecret only looks: the value of the first try is there (AWS's function templates do the same).
    if (!generic || step === 'createSecret') getSecretValue.run(call, ofPending);
  } else {
    const move = {
      SecretId: secret.arn,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: token,
      RemoveFromVersionId: current?.id,
    };
    updateSecretVersionStage.run(call, move);
  }
}
