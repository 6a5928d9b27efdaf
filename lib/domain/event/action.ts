import type { ActionClass, Outcome, SecretRef } from '@/lib/domain/event-record';

/**
 * What each operation and service event does (user guide, cloudtrail_log_entries). `read` is a read
 * of a value and nothing else, since it makes a reader; looking at metadata is `list`.
 */
const ACTIONS = {
  BatchGetSecretValue: 'read',
  GetSecretValue: 'read',
  DescribeSecret: 'list',
  GetResourcePolicy: 'list',
  ListSecretVersionIds: 'list',
  ListSecrets: 'list',
  CreateSecret: 'change',
  PutSecretValue: 'change',
  RemoveRegionsFromReplication: 'change',
  ReplicateSecretToRegions: 'change',
  StopReplicationToReplica: 'change',
  TagResource: 'change',
  UntagResource: 'change',
  UpdateSecret: 'change',
  UpdateSecretVersionStage: 'change',
  ReplicationFailed: 'change',
  ReplicationStarted: 'change',
  ReplicationSucceeded: 'change',
  CancelRotateSecret: 'rotation',
  RotateSecret: 'rotation',
  RotationAbandoned: 'rotation',
  RotationFailed: 'rotation',
  RotationStarted: 'rotation',
  RotationSucceeded: 'rotation',
  TestRotationFailed: 'rotation',
  TestRotationStarted: 'rotation',
  TestRotationSucceeded: 'rotation',
  DeleteResourcePolicy: 'policy',
  PutResourcePolicy: 'policy',
  CancelSecretVersionDelete: 'delete',
  DeleteSecret: 'delete',
  EndSecretVersionDelete: 'delete',
  RestoreSecret: 'delete',
  SecretVersionDeletion: 'delete',
  StartSecretVersionDelete: 'delete',
  GetRandomPassword: 'other',
  ValidateResourcePolicy: 'other',
} as const satisfies Record<string, ActionClass>;

/** Every operation and service event that is known. */
export const EVENT_NAMES: readonly string[] = Object.keys(ACTIONS);

const isKnown = (eventName: string): eventName is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, eventName);

/** `other` for what AWS may add: the event is kept. */
export const toActionClass = (eventName: string): ActionClass => (isKnown(eventName) ? ACTIONS[eventName] : 'other');

/**
 * The same of a record: AWS tells each read of a batch by a GetSecretValue of its own (UG, cloudtrail_log_entries), and what
 * failed of it in the answer alone. So a batch that went well and names its one secret is no read of it besides.
 */
export const classify = (
  eventName: string,
  { outcome, secretRef }: { outcome: Outcome; secretRef: SecretRef | null },
): ActionClass =>
  eventName === 'BatchGetSecretValue' && outcome === 'success' && secretRef !== null
    ? 'list'
    : toActionClass(eventName);

/** Service events of a failure often have no errorCode (RotationFailed), some no message either. */
const FAILURE_EVENTS = new Set(['ReplicationFailed', 'RotationAbandoned', 'RotationFailed', 'TestRotationFailed']);

/** A service event whose news is that something failed. */
export const tellsFailure = (eventName: string): boolean => FAILURE_EVENTS.has(eventName);

const DENIED_CODE = /^(?:Client\.)?(?:AccessDenied|VpceAccessDenied|UnauthorizedOperation)/;
const DENIED_WORDS = /\bis not authorized to perform\b/;
/** A refusal of who asks under another code: aws/secretsmanager is for its own account alone (UG troubleshoot). */
const FOREIGN_WORDS = /^You can't access a secret from a different AWS account\b/;

export function toOutcome(eventName: string, errorCode: string | null, errorMessage: string | null): Outcome {
  if (errorCode !== null && DENIED_CODE.test(errorCode)) return 'denied';
  if (errorCode === null && errorMessage !== null && DENIED_WORDS.test(errorMessage)) return 'denied';
  if (errorCode === 'InvalidRequestException' && FOREIGN_WORDS.test(errorMessage ?? '')) return 'denied';
  return errorCode !== null || errorMessage !== null || FAILURE_EVENTS.has(eventName) ? 'failed' : 'success';
}
