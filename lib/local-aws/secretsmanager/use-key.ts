import { randomUUID } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import { leaveRecord } from '@/lib/local-aws/cloudtrail/leave-record';
import { refusalSentence } from '@/lib/local-aws/iam/authorize';
import { whyKeyRefused } from '@/lib/local-aws/kms/authorize-key';
import { findKey } from '@/lib/local-aws/kms/find-key';
import { managedKeyId, type Key } from '@/lib/local-aws/kms/key';
import { keyArnIn } from '@/lib/local-aws/kms/key-arn';
import { accessDenied, AwsError, invalidRequest } from '@/lib/local-aws/wire/aws-error';
import type { Secret } from '@/lib/local-aws/world/secret';

const service = 'secretsmanager.amazonaws.com';

/** The part of a secret that decides about its key. */
type Locked = Pick<Secret, 'arn' | 'account' | 'region' | 'kmsKeyId'>;
type Use = { call: Call; secret: Locked; versionId: string; action: 'Decrypt' | 'GenerateDataKey' };

function leaveUse({ call, secret, versionId, action }: Use, keyArn: string, error?: { code: string; message: string }) {
  const record = {
    requestId: randomUUID(),
    time: call.now,
    region: call.scope.region,
    source: 'kms.amazonaws.com',
    name: action,
    readOnly: true,
    caller: call.caller,
    invokedBy: service,
    sourceIp: call.sourceIp,
    userAgent: call.userAgent,
    error,
    request: {
      ...(action === 'Decrypt' ? { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' } : { keyId: keyArn, keySpec: 'AES_256' }),
      encryptionContext: { SecretARN: secret.arn, SecretVersionId: versionId },
    },
    response: null,
    resource: { type: 'AWS::KMS::Key', names: [keyArn] },
  };
  leaveRecord(call.world, record, secret.account);
}

/** Why KMS would not use the key, by its state (KMS developer guide, "Key states"). */
function whyUnusable(key: Key | undefined, arn: string): { code: string; message: string } | undefined {
  if (key === undefined) return { code: 'NotFoundException', message: `Key '${arn}' does not exist` };
  if (key.state === 'Enabled') return undefined;
  if (key.state === 'Disabled') return { code: 'DisabledException', message: `${arn} is disabled.` };
  const state = key.state === 'PendingDeletion' ? 'pending deletion' : 'in a state that does not allow this';
  return { code: 'KMSInvalidStateException', message: `${arn} is ${state}.` };
}

/** Secrets Manager hides KMS's words behind its own two (service model, DecryptionFailure, EncryptionFailure). */
function toFailure({ action }: Use): AwsError {
  if (action === 'Decrypt')
    return new AwsError(
      'DecryptionFailure',
      "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
      { modelled: true },
    );
  return new AwsError(
    'EncryptionFailure',
    "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state.",
    { modelled: true },
  );
}

function contextOf({ call, secret, versionId }: Use) {
  return {
    'kms:ViaService': [`secretsmanager.${secret.region}.amazonaws.com`],
    'kms:EncryptionContext:SecretARN': [secret.arn],
    'kms:EncryptionContext:SecretVersionId': [versionId],
    'kms:EncryptionContextKeys': ['SecretARN', 'SecretVersionId'],
    'aws:ViaAWSService': ['true'],
    'aws:CalledVia': [service],
    'aws:CalledViaFirst': [service],
    'aws:CalledViaLast': [service],
    'aws:SourceIp': undefined,
    'aws:RequestedRegion': [call.scope.region],
  };
}

/** Values under aws/secretsmanager are for their own account alone, to read and to write (seen against AWS). */
export function requireKeyForAccount({ caller }: Call, { kmsKeyId, account }: Locked): void {
  if (kmsKeyId === undefined && caller.account !== account)
    throw invalidRequest(
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    );
}

/**
 * The key of a secret, used in the caller's name. A customer managed key asks for the permission in the caller's effective
 * rights and in its own policy; aws/secretsmanager lets everyone of its account through and nobody else (UG
 * security-encryption, troubleshoot). What is refused leaves KMS's record and Secrets Manager's words.
 */
function requireKey(use: Use): { keyArn: string } {
  const { call, secret, action } = use;
  requireKeyForAccount(call, secret);
  const id = secret.kmsKeyId ?? managedKeyId(secret.account);
  const key = findKey(call.world, secret, id);
  const keyArn = key?.arn ?? keyArnIn(secret, id);
  const own = key?.manager === 'AWS' && call.caller.account === key.account;
  const reason = key === undefined || own ? undefined : whyKeyRefused(call, key, action, contextOf(use));
  if (reason !== undefined) {
    const message = refusalSentence(call.caller, { action: `kms:${action}`, shown: keyArn }, reason);
    leaveUse(use, keyArn, { code: 'AccessDenied', message });
    throw accessDenied('Access to KMS is not allowed');
  }
  const unusable = whyUnusable(key, keyArn);
  if (unusable === undefined) return { keyArn };
  leaveUse(use, keyArn, unusable);
  throw toFailure(use);
}

/** May the value be read? Only what is refused leaves a record: `recordDecrypt` tells of the read itself. */
export function requireDecrypt(call: Call, secret: Locked, { id: versionId }: { id: string }): void {
  requireKey({ call, secret, versionId, action: 'Decrypt' });
}

/** The record KMS keeps of every read, with the full ARN and the version (aws-facts §2.3, "KMS twin"). */
export function recordDecrypt(call: Call, secret: Locked, { id: versionId }: { id: string }): void {
  const id = secret.kmsKeyId ?? managedKeyId(secret.account);
  leaveUse({ call, secret, versionId, action: 'Decrypt' }, keyArnIn(secret, id));
}

/** To be asked before a value is stored; writing needs Decrypt of the key as well (UG security-encryption). */
export function requireEncrypt(call: Call, secret: Locked, versionId: string): void {
  const { keyArn } = requireKey({ call, secret, versionId, action: 'GenerateDataKey' });
  leaveUse({ call, secret, versionId, action: 'GenerateDataKey' }, keyArn);
  requireKey({ call, secret, versionId, action: 'Decrypt' });
}
