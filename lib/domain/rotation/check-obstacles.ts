import type { PreflightCheck, PreflightFacts } from '@/lib/domain/preflight-facts';
import type { RotationVerdict } from '@/lib/domain/rotation-state';
import type { ObservedSecret } from '@/lib/domain/secret';
import { checkFunction } from './check-function';
import { judgeTarget } from './judge-target';
import { findPendingVersion } from './read-progress';

type Obstacles = Pick<PreflightFacts, 'secret' | 'rotation' | 'activeRun' | 'hasRole' | 'foreign' | 'sight'>;

export const block = (id: string, message: string): PreflightCheck => ({ id, level: 'blocking', message });

const warnManaged = (service: string): PreflightCheck => ({
  id: 'managed-by-service',
  level: 'warning',
  message: `It is managed by ${service}, which rotates it; AWS may refuse to be asked from here.`,
});

export const isReplica = ({ primaryRegion, region }: ObservedSecret): boolean =>
  primaryRegion !== null && primaryRegion !== region;

/** Imitators of AWS rotate without a function, by making a version of the same value. */
const toNoFunction = (foreign: boolean): PreflightCheck =>
  foreign
    ? {
        id: 'no-function',
        level: 'warning',
        message:
          'It has no rotation function: AWS would refuse; this endpoint may make a version all the same, and one without a value.',
      }
    : block('no-function', 'It has no rotation function: AWS would refuse to rotate it.');

/** RotateSecret turns a rotation that was turned off on again (model), which nobody should do unawares. */
function checkConfiguration({ secret, foreign, sight }: Obstacles): PreflightCheck[] {
  if (isReplica(secret))
    return [block('replica', `It is a replica: rotate its primary in ${secret.primaryRegion}; the value follows.`)];
  // Whether the owning service lets anyone else rotate is for AWS to say; its answer is relayed.
  if (secret.owningService !== null) return [warnManaged(secret.owningService)];
  if (secret.rotationEnabled === null)
    return [block('not-configured', 'Rotation was never configured, and Keyledger does not configure it.')];
  const turnsOn: PreflightCheck = {
    id: 'rotation-off',
    level: 'warning',
    message: 'Automatic rotation is turned off: AWS turns it on again when it rotates.',
  };
  const off = secret.rotationEnabled ? [] : [turnsOn];
  if (secret.type !== null) {
    const message = `Rotation is configured; AWS does it itself (${secret.type}).`;
    return [...off, { id: 'configured', level: 'reassuring', message }];
  }
  if (secret.rotationLambdaArn === null) return [toNoFunction(foreign)];
  return [...off, ...checkFunction(secret.rotationLambdaArn, sight)];
}

function whatFirst({ state, step }: Pick<RotationVerdict, 'state' | 'step'>): string {
  if (state === 'running') return 'a rotation is in progress, wait for its end';
  const isHarmless = state === 'failing' && judgeTarget(step) === 'untouched';
  const clear = isHarmless
    ? 'clear the pending label first, else AWS takes the old rotation up again'
    : 'see first whether the other system has its value already, as the rotation’s advice says; where it has not, clear the pending label, else AWS takes the old rotation up again';
  // Only where no dates are shown: elsewhere its age tells.
  return state === 'unknown' ? `whether its rotation still runs is unknown; once it does not, ${clear}` : clear;
}

/** What stands in a rotation's way, or does not (product.md, Rotate now 1). */
export function checkObstacles(facts: Obstacles): PreflightCheck[] {
  const { secret, rotation, activeRun, hasRole, foreign } = facts;
  const checks = checkConfiguration(facts);
  if (!hasRole) checks.push(block('no-role', 'No role to rotate with is configured for its account.'));
  if (secret.deletedAt !== null)
    checks.push(block('pending-deletion', 'It is pending deletion: AWS refuses to rotate it.'));
  if (activeRun) {
    const by = activeRun.startedBy ? ` by ${activeRun.startedBy.name}` : '';
    checks.push(block('run-in-progress', `A rotation started${by} is still in progress.`));
  }
  const pending = findPendingVersion(secret.versionStages);
  if (pending !== null && !activeRun) {
    checks.push(block('pending-elsewhere', `Version ${pending} is pending: ${whatFirst(rotation)}.`));
  } else if (secret.versionStages === null && foreign) {
    const message = 'No labels of its versions are shown: whether one is pending is unknown.';
    checks.push({ id: 'pending-unknown', level: 'warning', message });
  } else if (secret.versionStages !== null && pending === null) {
    checks.push({ id: 'no-pending', level: 'reassuring', message: 'No pending version stands in the way.' });
  }
  return checks;
}
