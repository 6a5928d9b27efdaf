import { expect, test } from 'vitest';
import type { RotationEvent } from '@/lib/domain/rotation-state';
import { SECRET_ARN, context, serviceRecord, trailRecord } from '@/lib/domain/testing/trail-record';
import { normaliseRecord } from './normalise-record';
import { findStep, toRotationEvent } from './to-rotation-event';

const TOKEN = 'eeb681b1-a07d-4aeb-9b61-1ee6590ec295';
const rotationOf = (raw: Record<string, unknown>): RotationEvent | null => {
  const normalised = normaliseRecord(raw, context);
  if (!normalised.ok) throw new Error(normalised.quarantined.reason);
  return toRotationEvent(normalised.event);
};

test('a failure names its step, its message and its token', () => {
  const errorMessage = 'Error when executing lambda arn:aws:lambda:eu-west-1:1:function:fn during setSecret step';
  expect(rotationOf(serviceRecord('RotationFailed', { errorMessage }))).toEqual({
    name: 'RotationFailed',
    at: new Date('2026-11-20T08:00:00Z'),
    token: TOKEN,
    step: 'setSecret',
    message: errorMessage,
  });
});

test.each(['RotationStarted', 'RotationSucceeded', 'RotationAbandoned'])('%s is one without a step', (name) => {
  expect(rotationOf(serviceRecord(name))).toMatchObject({ name, token: TOKEN, step: null, message: null });
});

test.each(['TestRotationFailed', 'TestRotationStarted', 'ReplicationFailed', 'EndSecretVersionDelete'])(
  '%s is none',
  (name) => expect(rotationOf(serviceRecord(name))).toBeNull(),
);

test('a call to RotateSecret is not yet a rotation', () => {
  expect(rotationOf(trailRecord({ eventName: 'RotateSecret' }))).toBeNull();
});

test.each([
  [
    "a caller's own token",
    `Rotation-${SECRET_ARN}-keyledger-0123456789-0123456789-01`,
    'keyledger-0123456789-0123456789-01',
  ],
  ['no token', `Rotation-${SECRET_ARN}`, null],
  ['an empty token', `Rotation-${SECRET_ARN}-`, null],
  ['another secret, a UUID', `Rotation-arn:aws:secretsmanager:eu-west-1:1:secret:x-${TOKEN}`, TOKEN],
  ['no such form', TOKEN, null],
])('the token of a request id with %s', (_what, requestID, token) => {
  expect(rotationOf(serviceRecord('RotationStarted', { requestID }))).toMatchObject({ token });
});

test.each([
  ['during createSecret step', 'createSecret'],
  ['during set_secret step', 'setSecret'],
  ['during the TestSecret step', 'testSecret'],
  ['during finishSecret step of x', 'finishSecret'],
  ['during lunch step', null],
  ['createSecret failed', null],
  [null, null],
])('%s: %s', (message, step) => expect(findStep(message)).toBe(step));
