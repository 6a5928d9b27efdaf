import { createCall } from '@/lib/local-aws/call';
import { getSecretValue } from '@/lib/local-aws/secretsmanager/get-secret-value';
import { putSecretValue } from '@/lib/local-aws/secretsmanager/put-secret-value';
import { updateSecretVersionStage } from '@/lib/local-aws/secretsmanager/update-secret-version-stage';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { moveLabel } from '@/lib/local-aws/world/labels';
import { touch, type Scope } from '@/lib/local-aws/world/scope';
import {
  rotationSteps,
  versionWith,
  type RotationOutcome,
  type RotationStep,
  type Secret,
} from '@/lib/local-aws/world/secret';
import { later, type World } from '@/lib/local-aws/world/world';
import { toFunctionCaller } from './function-caller';
import { renewContent } from './renew-content';
import { abandonRotation, recordRotation } from './rotation-events';
import { nextRotation, withInterval } from './schedule';

export type Run = {
  world: World;
  scope: Scope;
  secret: Secret;
  token: string;
  test: boolean;
  outcome: RotationOutcome;
};

const prefix = (run: Run) => (run.test ? 'TestRotation' : 'Rotation');

function fail(run: Run, step: RotationStep): void {
  const { scope, secret, token } = run;
  secret.running = undefined;
  const by = secret.rotation?.lambdaArn;
  const message = `Error when executing lambda ${by ?? 'of the managing service'} during ${step} step`;
  recordRotation(scope, secret, token, `${prefix(run)}Failed`, message);
}

function succeed(run: Run): void {
  const { scope, secret, token } = run;
  const now = Date.now();
  secret.running = undefined;
  const pending = versionWith(secret, 'AWSPENDING');
  pending?.stages.delete('AWSPENDING');
  if (run.test && pending !== undefined) secret.versions.delete(pending.id);
  if (!run.test && secret.rotation !== undefined) {
    secret.rotation.lastRotated = now;
    secret.rotation.rules = withInterval(secret.rotation.rules, now);
    secret.rotation.next = nextRotation(secret.rotation.rules, now);
  }
  touch(scope, secret, now);
  recordRotation(scope, secret, token, `${prefix(run)}Succeeded`);
}

/** One step as a rotation function does it, by calls of its own that leave their records (UG rotate-secrets_lambda-functions). */
function doStep(run: Run, step: RotationStep): void {
  const { world, scope, secret, token } = run;
  const current = versionWith(secret, 'AWSCURRENT');
  const pending = secret.versions.get(token);
  const functionArn = secret.rotation?.lambdaArn;
  if (functionArn === undefined) {
    if (step === 'createSecret' && pending !== undefined) {
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
  if (step === 'createSecret') {
    const content = renewContent(current?.content?.());
    putSecretValue.run(call, {
      SecretId: secret.arn,
      ClientRequestToken: token,
      VersionStages: ['AWSPENDING'],
      ...content,
    });
  } else if (step !== 'finishSecret') {
    getSecretValue.run(call, { SecretId: secret.arn, VersionId: token, VersionStage: 'AWSPENDING' });
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

function goOn(run: Run, steps: readonly RotationStep[]): void {
  const { world, scope, secret, token } = run;
  const [step, ...rest] = steps;
  if (secret.running !== token) return;
  if (step === undefined) return succeed(run);
  if (run.outcome.hangAt === step) return;
  if (versionWith(secret, 'AWSPENDING')?.id !== token) return abandonRotation(scope, secret);
  if (run.outcome.failAt === step) return fail(run, step);
  try {
    doStep(run, step);
  } catch (error) {
    // What AWS refuses a rotation function fails its step; anything else is a fault of this endpoint and must show.
    if (!(error instanceof AwsError)) throw error;
    return fail(run, step);
  }
  if (rest.length === 0) return succeed(run);
  later(world, world.options.rotationStepMs, () => goOn(run, rest));
}

/**
 * Begins a rotation: the version exists, empty, under AWSPENDING before any step (service model, RotateSecret), then the
 * steps follow one another. A test (RotateImmediately=false) tries testSecret alone and removes its version again.
 */
export function beginRotation(run: Run): void {
  const { world, scope, secret, token } = run;
  const kmsKeyIds = [secret.kmsKeyId ?? 'DefaultEncryptionKey'];
  versionWith(secret, 'AWSPENDING')?.stages.delete('AWSPENDING');
  secret.versions.set(token, { id: token, stages: new Set(['AWSPENDING']), created: Date.now(), kmsKeyIds });
  secret.running = token;
  touch(scope, secret, Date.now());
  recordRotation(scope, secret, token, `${prefix(run)}Started`);
  if (run.test) {
    const version = secret.versions.get(token);
    const content = versionWith(secret, 'AWSCURRENT')?.content;
    if (version !== undefined) version.content = content;
  }
  later(world, world.options.rotationStepMs, () => goOn(run, run.test ? ['testSecret'] : rotationSteps));
}
