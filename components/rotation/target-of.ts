import type { TargetVerdict } from '@/lib/domain/rotation/judge-target';
import type { RotationStep } from '@/lib/domain/rotation-state';

const BY_STEP = {
  createSecret: 'untouched',
  setSecret: 'perhaps',
  testSecret: 'changed',
  finishSecret: 'changed',
} as const satisfies Record<RotationStep, TargetVerdict>;

/** Whether what the secret opens has the new value by now, by the step that failed; the diagnosis knows earlier tries as well. */
export const targetAt = (step: RotationStep | null): TargetVerdict => (step === null ? 'perhaps' : BY_STEP[step]);
