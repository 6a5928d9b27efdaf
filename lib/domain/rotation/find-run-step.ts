import type { AccessEvent } from '@/lib/domain/event-record';
import { ROTATION_STEPS, type RotationStep } from '@/lib/domain/rotation-state';

/** What a rotation function calls, and the step that is then under way (AWS's rotation templates). */
const STEP_AFTER: Partial<Record<string, RotationStep>> = {
  PutSecretValue: 'setSecret',
  UpdateSecretVersionStage: 'finishSecret',
};

/** The furthest step that the calls about this version show; null: none of them was seen. */
export function findRunStep(events: readonly AccessEvent[], versionId: string): RotationStep | null {
  const seen = events
    .filter((event) => event.outcome === 'success' && event.versionId === versionId)
    .map((event) => ROTATION_STEPS.findIndex((step) => step === STEP_AFTER[event.eventName]));
  return ROTATION_STEPS[Math.max(-1, ...seen)] ?? null;
}
