import { ROTATION_STEPS, type RotationEvent, type RotationStep } from '@/lib/domain/rotation-state';
import { isOf, newestFirst } from './read-progress';

/** Whether the database or service that a secret opens has the pending value by now. */
export type TargetVerdict = 'untouched' | 'perhaps' | 'changed';

/**
 * setSecret is the step that changes it (aws-facts §1.5). From there on AWSPENDING may be all that names the value that
 * works: AWSCURRENT stays on the old one until finishSecret. `reached`: null where nothing tells.
 */
export function judgeTarget(reached: RotationStep | null): TargetVerdict {
  if (reached === 'createSecret') return 'untouched';
  return reached === null || reached === 'setSecret' ? 'perhaps' : 'changed';
}

/** AWS's sentence for a pending version that stayed empty: no later step ran (aws-facts §6). */
export const NOT_CREATED = /\bwas not created by Lambda\b/;

const stepOf = ({ step, message }: RotationEvent): RotationStep | null =>
  step ?? (NOT_CREATED.test(message ?? '') ? 'createSecret' : null);

/**
 * The furthest step that any try of the pending rotation failed in. AWS tries it again as a whole, so that the last
 * failure may lie before an earlier one. null: nothing tells, or one of the failures names no step and may be later.
 */
export function findReachedStep(events: readonly RotationEvent[], pending: string | null): RotationStep | null {
  const ends = events.toSorted(newestFirst).filter(({ name }) => name !== 'RotationStarted');
  const other = ends.findIndex((event) => event.name !== 'RotationFailed' || !isOf(event, pending));
  const steps = ends.slice(0, other < 0 ? undefined : other).map(stepOf);
  const furthest = Math.max(...steps.map((step) => ROTATION_STEPS.findIndex((one) => one === step)));
  const reached = ROTATION_STEPS[furthest] ?? null;
  return reached === 'createSecret' && steps.includes(null) ? null : reached;
}
