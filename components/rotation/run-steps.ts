import type { RunView } from '@/lib/contract/rotation';
import { rotationView } from '@/lib/contract/secret-item';
import type { RotationStep } from '@/lib/domain/rotation-state';

const STEPS: readonly RotationStep[] = rotationView.shape.step.unwrap().options;

export type StepMark = 'done' | 'now' | 'failed' | 'ahead' | 'unreached' | 'unknown';

/** How each of the four steps stands, as far as the run tells. */
export function markSteps({ state, step }: Pick<RunView, 'state' | 'step'>): { step: RotationStep; mark: StepMark }[] {
  const at = step === null ? -1 : STEPS.indexOf(step);
  const going = state === 'running' || state === 'started';
  const reached: StepMark = going ? 'now' : state === 'failed' ? 'failed' : 'unknown';
  const ahead: StepMark = going ? 'ahead' : 'unreached';
  return STEPS.map((name, index) => {
    if (state === 'succeeded') return { step: name, mark: 'done' };
    if (at === -1) return { step: name, mark: going ? 'ahead' : 'unknown' };
    if (index < at) return { step: name, mark: 'done' };
    return { step: name, mark: index === at ? reached : ahead };
  });
}
