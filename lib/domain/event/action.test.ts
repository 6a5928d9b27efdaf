import { expect, test } from 'vitest';
import { classify, toActionClass, toOutcome } from './action';

/** The 23 operations of the model and the 14 service events of the user guide. */
const BY_CLASS = {
  read: 'BatchGetSecretValue GetSecretValue',
  list: 'DescribeSecret GetResourcePolicy ListSecretVersionIds ListSecrets',
  change:
    'CreateSecret PutSecretValue RemoveRegionsFromReplication ReplicateSecretToRegions StopReplicationToReplica TagResource UntagResource UpdateSecret UpdateSecretVersionStage ReplicationFailed ReplicationStarted ReplicationSucceeded',
  rotation:
    'CancelRotateSecret RotateSecret RotationAbandoned RotationFailed RotationStarted RotationSucceeded TestRotationFailed TestRotationStarted TestRotationSucceeded',
  policy: 'DeleteResourcePolicy PutResourcePolicy',
  delete:
    'CancelSecretVersionDelete DeleteSecret EndSecretVersionDelete RestoreSecret SecretVersionDeletion StartSecretVersionDelete',
  other: 'GetRandomPassword ValidateResourcePolicy SomethingNew constructor __proto__ toString',
};

test.each(Object.entries(BY_CLASS).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind])))(
  '%s is %s',
  (name, kind) => expect(toActionClass(name ?? '')).toBe(kind),
);

test.each([
  ['GetSecretValue', null, null, 'success'],
  ['GetSecretValue', 'AccessDenied', null, 'denied'],
  ['GetSecretValue', 'AccessDeniedException', 'Access to KMS is not allowed', 'denied'],
  ['GetSecretValue', 'VpceAccessDenied', null, 'denied'],
  ['GetSecretValue', 'Client.UnauthorizedOperation', null, 'denied'],
  ['GetSecretValue', null, 'User: x is not authorized to perform: secretsmanager:GetSecretValue', 'denied'],
  ['GetSecretValue', 'ResourceNotFoundException', "can't find the specified secret", 'failed'],
  ['GetSecretValue', 'NotAccessDenied', null, 'failed'],
  [
    'GetSecretValue',
    'InvalidRequestException',
    "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    'denied',
  ],
  ['GetSecretValue', 'InvalidRequestException', 'You tried to read a secret pending deletion', 'failed'],
  ['GetSecretValue', null, 'marked for deletion', 'failed'],
  ['RotationFailed', null, null, 'failed'],
  ['RotationAbandoned', null, null, 'failed'],
  ['RotationSucceeded', null, null, 'success'],
])('%s with code %s and message %s: %s', (name, code, message, outcome) => {
  expect(toOutcome(name, code, message)).toBe(outcome);
});

test.each([
  ['a batch of one', 'BatchGetSecretValue', 'success', true, 'list'],
  ['a batch of several', 'BatchGetSecretValue', 'success', false, 'read'],
  ['a refused batch of one', 'BatchGetSecretValue', 'denied', true, 'read'],
  ['a read', 'GetSecretValue', 'success', true, 'read'],
] as const)('%s, whose reads are told by themselves', (_, eventName, outcome, isNamed, kind) => {
  expect(classify(eventName, { outcome, secretRef: isNamed ? { kind: 'name', value: 'db' } : null })).toBe(kind);
});
