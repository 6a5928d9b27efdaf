import {
  cancelRotationInput,
  clearPendingInput,
  recoverAnswer,
  revealAnswer,
  revealInput,
  rollbackInput,
  rotateAnswer,
  rotateInput,
  syncAnswer,
  syncInput,
} from '@/lib/contract/acts';
import { diagnoseInput, diagnosisAnswer } from '@/lib/contract/diagnosis';
import { acting, none, operation } from '@/lib/contract/operation';
import { roleTestView } from '@/lib/contract/role-tests';
import { scopeId } from '@/lib/contract/shared';
import { z } from '@/lib/contract/zod';
import { secretParams } from './secrets';

export const revealSecretOperation = operation({
  ...acting,
  id: 'revealSecret',
  path: '/api/secrets/{id}/reveal',
  summary: 'Names of fields, one field, or the whole value, on purpose and on record',
  permission: 'secret.reveal',
  bucket: 'reveal',
  params: secretParams,
  body: revealInput,
  answer: revealAnswer,
  status: 200,
});

export const rotateSecretOperation = operation({
  ...acting,
  id: 'rotateSecret',
  path: '/api/secrets/{id}/rotate',
  summary: 'Starts a rotation, to be followed as a run',
  permission: 'secret.rotate',
  params: secretParams,
  body: rotateInput,
  answer: rotateAnswer,
  status: 202,
});

export const clearPendingOperation = operation({
  ...acting,
  id: 'clearPending',
  path: '/api/secrets/{id}/pending/clear',
  summary: 'Takes AWSPENDING off a version that a broken rotation left',
  permission: 'secret.recover',
  params: secretParams,
  body: clearPendingInput,
  answer: recoverAnswer,
  status: 200,
});

export const rollBackOperation = operation({
  ...acting,
  id: 'rollBack',
  path: '/api/secrets/{id}/rollback',
  summary: 'Moves AWSCURRENT back to an earlier version',
  permission: 'secret.recover',
  params: secretParams,
  body: rollbackInput,
  answer: recoverAnswer,
  status: 200,
});

export const cancelRotationOperation = operation({
  ...acting,
  id: 'cancelRotation',
  path: '/api/secrets/{id}/rotation/cancel',
  summary: 'Turns automatic rotation off, until somebody turns it on again in AWS; what is pending stays so',
  permission: 'secret.recover',
  params: secretParams,
  body: cancelRotationInput,
  answer: recoverAnswer,
  status: 200,
});

export const diagnoseSecretOperation = operation({
  ...acting,
  id: 'diagnoseSecret',
  path: '/api/secrets/{id}/diagnosis',
  summary: 'The same with the function looked at, and its log where logs.read is held and it is asked for',
  permission: 'secret.diagnose',
  bucket: 'diagnosis',
  params: secretParams,
  body: diagnoseInput,
  answer: diagnosisAnswer,
  status: 200,
  idempotent: false,
  codes: ['not_found', 'conflict', 'too_large', 'upstream', 'throttled'],
});

export const testRolesOperation = operation({
  ...acting,
  id: 'testRoles',
  path: '/api/scopes/{id}/test-roles',
  summary: 'Tries what the roles of a scope let and refuse, on a secret that cannot exist',
  permission: 'scope.sync',
  needsToo: 'settings.read',
  bucket: 'roleTest',
  params: z.strictObject({ id: scopeId }),
  body: none,
  answer: roleTestView,
  status: 200,
  idempotent: false,
  codes: ['not_found', 'conflict', 'too_large'],
});

export const requestSyncOperation = operation({
  ...acting,
  id: 'requestSync',
  path: '/api/sync',
  summary: 'Asks for a scope, or all in sight, to be read from AWS now',
  permission: 'scope.sync',
  bucket: 'refresh',
  body: syncInput,
  answer: syncAnswer,
  status: 202,
  idempotent: false,
  codes: ['not_found', 'too_large'],
});
