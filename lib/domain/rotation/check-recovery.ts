import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { RotationVerdict } from '@/lib/domain/rotation-state';
import { isEnded, type RotationRun } from '@/lib/domain/run';
import { findPendingVersion } from './read-progress';
import { findVersionWithStage, type ObservedSecret } from '@/lib/domain/secret';

export interface RecoveryFacts {
  /** As DescribeSecret just gave it. */
  secret: Pick<ObservedSecret, 'versionStages' | 'primaryRegion' | 'region' | 'deletedAt'>;
  /** By those labels and the events that are known. */
  rotation: Pick<RotationVerdict, 'state' | 'since'>;
  activeRun: Pick<RotationRun, 'startedBy'> | null;
  /** The run that made the pending version, where it is one that is known. */
  pendingRun: Pick<RotationRun, 'state' | 'endedAt'> | null;
  /** The endpoint need not be AWS: what it does not show it may have. */
  foreign: boolean;
}

const block = (id: string, message: string): PreflightCheck => ({ id, level: 'blocking', message });

/** Labels tell only that a version is pending; a run that was followed to its end tells more, until AWS begins it anew. */
function isRunning({ secret, rotation, pendingRun }: RecoveryFacts): boolean {
  // Without a pending version none goes on, however late its end is told.
  if (rotation.state !== 'running' || findPendingVersion(secret.versionStages) === null) return false;
  if (!pendingRun || !isEnded(pendingRun.state) || pendingRun.endedAt === null) return true;
  return rotation.since !== null && rotation.since > pendingRun.endedAt;
}

/** What stands in the way of moving any label. */
function checkCommon(facts: RecoveryFacts, what: string): PreflightCheck[] {
  const { secret, activeRun } = facts;
  const checks: PreflightCheck[] = [];
  if (secret.primaryRegion !== null && secret.primaryRegion !== secret.region)
    checks.push(block('replica', `It is a replica: its labels are moved on its primary in ${secret.primaryRegion}.`));
  if (secret.deletedAt !== null)
    checks.push(block('pending-deletion', 'It is pending deletion: AWS refuses to move its labels.'));
  const wait = `${what} would break it off in the middle of a step. Wait for its end.`;
  if (activeRun) {
    const by = activeRun.startedBy ? ` by ${activeRun.startedBy.name}` : '';
    checks.push(block('run-in-progress', `A rotation started${by} is still in progress: ${wait}`));
  } else if (isRunning(facts)) {
    checks.push(block('rotation-running', `By its labels and events a rotation is in progress: ${wait}`));
  }
  return checks;
}

/** Before AWSPENDING is taken off the version that a rotation left it on. */
export function checkClearing(facts: RecoveryFacts, versionId: string): PreflightCheck[] {
  const { versionStages } = facts.secret;
  const pending = findVersionWithStage(versionStages, 'AWSPENDING');
  if (pending !== versionId) return [block('label-moved', 'AWSPENDING is not on that version any more; look again.')];
  if (pending === findVersionWithStage(versionStages, 'AWSCURRENT'))
    return [
      block('complete', 'AWSPENDING stands on the current version: the rotation is complete and nothing is stuck.'),
    ];
  return checkCommon(facts, 'clearing its label');
}

/** Before AWSCURRENT is moved back. What the secret opens is for nobody here to see. */
export function checkRollBack(facts: RecoveryFacts, from: string, to: string): PreflightCheck[] {
  const { versionStages } = facts.secret;
  if (findVersionWithStage(versionStages, 'AWSCURRENT') !== from)
    return [block('label-moved', 'AWSCURRENT is not on that version any more; look again.')];
  if (to === from) return [block('same', 'That version is the current one already.')];
  const checks = checkCommon(facts, 'moving AWSCURRENT');
  const labels = versionStages?.[to] ?? [];
  if (labels.includes('AWSPENDING')) {
    const message = 'That version holds AWSPENDING: no rotation has finished it, and it may be empty. It was never the current one, so that there is nothing to roll back to.'; // prettier-ignore
    checks.push(block('never-current', message));
  } else if (labels.length === 0 && !facts.foreign) {
    const message = 'That version has no label, or does not exist: AWS removes such versions without a word, and shows nothing of them.'; // prettier-ignore
    checks.push(block('no-label', message));
  }
  return checks;
}
