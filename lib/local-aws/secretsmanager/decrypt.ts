import { randomUUID } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import { leaveRecord } from '@/lib/local-aws/cloudtrail/leave-record';
import { refusalSentence, whyRefused } from '@/lib/local-aws/iam/authorize';
import { keyArnIn } from '@/lib/local-aws/kms/key-arn';
import { accessDenied, invalidRequest } from '@/lib/local-aws/wire/aws-error';
import type { Secret, Version } from '@/lib/local-aws/world/secret';

const service = 'secretsmanager.amazonaws.com';

/** A secret without a key is under aws/secretsmanager, whose id is made from its scope. */
const keyArnOf = (secret: Secret) => keyArnIn(secret, secret.kmsKeyId ?? `00000000-0000-4000-8000-${secret.account}`);

function leaveDecrypt(call: Call, secret: Secret, version: Version, error?: { code: string; message: string }): void {
  const record = {
    requestId: randomUUID(),
    time: call.now,
    region: call.scope.region,
    source: 'kms.amazonaws.com',
    name: 'Decrypt',
    readOnly: true,
    caller: call.caller,
    invokedBy: service,
    sourceIp: call.sourceIp,
    userAgent: call.userAgent,
    error,
    request: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { SecretARN: secret.arn, SecretVersionId: version.id },
    },
    response: null,
    resource: { type: 'AWS::KMS::Key', names: [keyArnOf(secret)] },
  };
  leaveRecord(call.world, record, secret.account);
}

/** The record KMS keeps of every read, with the full ARN and the version (aws-facts §2.3, "KMS twin"). */
export function recordDecrypt(call: Call, secret: Secret, version: Version): void {
  leaveDecrypt(call, secret, version);
}

/** Values under aws/secretsmanager are for their own account alone, to read and to write (seen against AWS). */
export function requireKeyForAccount({ caller }: Call, secret: Secret): void {
  if (secret.kmsKeyId === undefined && caller.account !== secret.account)
    throw invalidRequest(
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    );
}

/**
 * A customer managed key asks for kms:Decrypt in the caller's effective rights; aws/secretsmanager lets everyone of its
 * own account through by its key policy and nobody else (UG security-encryption, troubleshoot).
 */
export function requireDecrypt(call: Call, secret: Secret, version: Version): void {
  requireKeyForAccount(call, secret);
  if (secret.kmsKeyId === undefined) return;
  const wanted = {
    action: 'kms:Decrypt',
    resource: keyArnOf(secret),
    shown: keyArnOf(secret),
    owner: call.caller.account,
    context: {
      'kms:ViaService': [`secretsmanager.${secret.region}.amazonaws.com`],
      'kms:EncryptionContext:SecretARN': [secret.arn],
      'kms:EncryptionContext:SecretVersionId': [version.id],
      'kms:CallerAccount': [call.caller.account],
      'aws:ViaAWSService': ['true'],
      'aws:CalledVia': [service],
      'aws:CalledViaFirst': [service],
      'aws:CalledViaLast': [service],
    },
  };
  const reason = whyRefused(call, wanted);
  if (reason === undefined) return;
  const message = refusalSentence(call.caller, wanted, reason);
  leaveDecrypt(call, secret, version, { code: 'AccessDenied', message });
  throw accessDenied('Access to KMS is not allowed');
}
