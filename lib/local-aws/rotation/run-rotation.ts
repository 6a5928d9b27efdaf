import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { noteChange, touch, type Scope } from '@/lib/local-aws/world/scope';
import {
  rotationSteps,
  versionWith,
  type RotationOutcome,
  type RotationStep,
  type Secret,
} from '@/lib/local-aws/world/secret';
import { later, type World } from '@/lib/local-aws/world/world';
import { doStep } from './do-step';
import { planRetry } from './due';
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

/** A test leaves nothing behind: its version goes, however it ended. */
function dropTested({ secret, token }: Run): void {
  secret.versions.get(token)?.stages.delete('AWSPENDING');
  secret.versions.delete(token);
}

/** The two sentences that AWS has for a failure (aws-facts §6). */
function toFailure({ scope, secret, token }: Run, step: RotationStep): string {
  const by = secret.rotation?.lambdaArn;
  if (by !== undefined && scope.functions.get(by)?.breaks === 'token')
    return `Pending secret version ${token} for Secret ${secret.arn} was not created by Lambda ${by}. Remove the AWSPENDING staging label and restart rotation.`;
  return `Error when executing lambda ${by ?? 'of the managing service'} during ${step} step`;
}

/** The pending version stays where it is, and the whole is tried again under its id. */
function fail(run: Run, step: RotationStep): void {
  const { world, scope, secret, token } = run;
  const now = Date.now();
  secret.running = undefined;
  if (run.test) dropTested(run);
  else secret.retry = planRetry(secret, token, now, world.options.rotationRetryMs);
  noteChange(scope, secret);
  recordRotation(scope, secret, token, `${prefix(run)}Failed`, toFailure(run, step));
}

function succeed(run: Run): void {
  const { scope, secret, token } = run;
  const now = Date.now();
  secret.running = undefined;
  if (run.test) dropTested(run);
  else {
    versionWith(secret, 'AWSPENDING')?.stages.delete('AWSPENDING');
    secret.retry = undefined;
  }
  if (!run.test && secret.rotation !== undefined) {
    secret.rotation.lastRotated = now;
    secret.rotation.rules = withInterval(secret.rotation.rules, now);
    secret.rotation.next = nextRotation(secret.rotation.rules, now);
  }
  touch(scope, secret, now);
  recordRotation(scope, secret, token, `${prefix(run)}Succeeded`);
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

/** How the rotation that is about to begin will end. */
export function takeOutcome(secret: Secret): RotationOutcome {
  const outcome = secret.nextOutcome ?? secret.outcome;
  secret.nextOutcome = undefined;
  return outcome;
}

/**
 * Begins a rotation: the version exists, empty, under AWSPENDING before any step (service model, RotateSecret), then the
 * steps follow one another; a retry goes on with the version it has. A test (RotateImmediately=false) tries testSecret
 * alone and removes its version again.
 */
export function beginRotation(run: Run): void {
  const { world, scope, secret, token } = run;
  const now = Date.now();
  if (!secret.versions.has(token)) {
    const kmsKeyIds = [secret.kmsKeyId ?? 'DefaultEncryptionKey'];
    const content = run.test ? versionWith(secret, 'AWSCURRENT')?.content : undefined;
    versionWith(secret, 'AWSPENDING')?.stages.delete('AWSPENDING');
    secret.versions.set(token, { id: token, stages: new Set(['AWSPENDING']), created: now, kmsKeyIds, content });
  }
  secret.running = token;
  touch(scope, secret, now);
  recordRotation(scope, secret, token, `${prefix(run)}Started`);
  later(world, world.options.rotationStepMs, () => goOn(run, run.test ? ['testSecret'] : rotationSteps));
}
