import { parseSecretArn } from '@/lib/domain/arn';
import type { AccessEvent } from '@/lib/domain/event-record';
import { ROTATION_STEPS, type RotationEvent, type RotationStep } from '@/lib/domain/rotation-state';

const NAMES = ['RotationStarted', 'RotationSucceeded', 'RotationFailed', 'RotationAbandoned'] as const;
const TRAILING_UUID = /-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** "… during setSecret step"; the user guide also writes the steps as set_secret. */
export function findStep(message: string | null): RotationStep | null {
  const word = /\bduring (?:the )?(\w+) step\b/i
    .exec(message ?? '')?.[1]
    ?.replaceAll('_', '')
    .toLowerCase();
  return ROTATION_STEPS.find((step) => step.toLowerCase() === word) ?? null;
}

/** `Rotation-<arn>-<token>`; a caller's own token (32–64 characters) need not be a UUID. */
function findToken(event: AccessEvent): string | null {
  const requestId = event.requestId ?? '';
  const arn = event.secretRef?.value ?? '';
  const prefix = `Rotation-${arn}-`;
  if (parseSecretArn(arn)?.suffix && requestId.startsWith(prefix)) return requestId.slice(prefix.length) || null;
  return requestId.startsWith('Rotation-') ? (TRAILING_UUID.exec(requestId)?.[1] ?? null) : null;
}

/**
 * What a service event tells of a rotation (aws-facts §2.3), or null for any other event. Tests of a
 * rotation (TestRotation…) change no value and are not one.
 */
export function toRotationEvent(event: AccessEvent): RotationEvent | null {
  const name = NAMES.find((known) => known === event.eventName);
  if (!name) return null;
  const message = event.errorMessage;
  return { name, at: event.at, token: findToken(event), step: findStep(message), message };
}
