import { partitionOf } from '@/lib/local-aws/world/partition';
import { authorize } from '@/lib/local-aws/iam/authorize';
import type { Call } from '@/lib/local-aws/call';
import { defineOperation } from '@/lib/local-aws/operation';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, required, text } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds, type JsonObject } from '@/lib/local-aws/wire/json';
import { authorizeKey } from './authorize-key';
import { findKey, keysOf } from './find-key';
import type { Key } from './key';
import { keyArnIn } from './key-arn';

const source = 'kms.amazonaws.com';
const keyId = required(text({ min: 1, max: 2048 }), '');
const keyResource = (body: JsonObject) =>
  typeof body.KeyId === 'string' ? { type: 'AWS::KMS::Key', names: [body.KeyId] } : undefined;

/** Rights come before existence; of a key that is not there only the caller's own policies can speak. */
function reachKey(call: Call, action: string, id: string): Key {
  const key = findKey(call.world, call.scope, id);
  if (key !== undefined) {
    authorizeKey(call, key, action);
    return key;
  }
  const resource = keyArnIn(call.scope, id);
  authorize(call, { action: `kms:${action}`, resource, shown: resource, owner: call.scope.account, context: {} });
  const { account, region } = call.scope;
  if (id.startsWith('alias/'))
    throw new AwsError(
      'NotFoundException',
      `Alias arn:${partitionOf(region)}:kms:${region}:${account}:${id} is not found.`,
    );
  throw new AwsError('NotFoundException', `Key '${resource}' does not exist`);
}

/** DescribeKey: what a key is and which state it is in (KMS 2014-11-01). */
export const describeKey = defineOperation({
  name: 'DescribeKey',
  source,
  readOnly: true,
  quota: { group: 'kms DescribeKey', perSecond: 2000 },
  input: { KeyId: keyId },
  shows: ['KeyId'],
  resource: keyResource,
  act: (call, { KeyId }) => {
    const key = reachKey(call, 'DescribeKey', KeyId);
    return {
      KeyMetadata: {
        AWSAccountId: key.account,
        KeyId: key.id,
        Arn: key.arn,
        CreationDate: toEpochSeconds(key.created),
        Enabled: key.state === 'Enabled',
        Description: key.manager === 'AWS' ? 'Default key that protects my Secrets Manager data when no other key is defined' : '',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: key.state,
        DeletionDate: toEpochSeconds(key.deletion),
        Origin: 'AWS_KMS',
        KeyManager: key.manager,
        CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
        KeySpec: 'SYMMETRIC_DEFAULT',
        EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
        MultiRegion: false,
      },
    };
  }, // prettier-ignore
});

/** GetKeyRotationStatus: whether AWS renews the key's material, once a year where nothing else is set. */
export const getKeyRotationStatus = defineOperation({
  name: 'GetKeyRotationStatus',
  source,
  readOnly: true,
  quota: { group: 'kms GetKeyRotationStatus', perSecond: 1000 },
  input: { KeyId: keyId },
  shows: ['KeyId'],
  resource: keyResource,
  act: (call, { KeyId }) => {
    // By id or ARN alone (service model, GetKeyRotationStatusRequest).
    if (/(^|:)alias\//.test(KeyId)) throw new AwsError('InvalidArnException', `Invalid keyId ${KeyId}`);
    const key = reachKey(call, 'GetKeyRotationStatus', KeyId);
    const on = key.rotates && key.state === 'Enabled';
    return { KeyId: key.arn, KeyRotationEnabled: on, RotationPeriodInDays: on ? 365 : undefined };
  },
});

const listMembers = { KeyId: text({ min: 1, max: 2048 }), Limit: integer({ min: 1, max: 100 }), Marker: text({ min: 1, max: 1024 }) }; // prettier-ignore

/** ListAliases: of one scope, or of one key; a page of 50, or of Limit. */
export const listAliases = defineOperation({
  name: 'ListAliases',
  source,
  readOnly: true,
  quota: { group: 'kms ListAliases', perSecond: 500 },
  input: listMembers,
  shows: ['KeyId', 'Limit', 'Marker'],
  resource: () => undefined,
  act: (call, { KeyId, Limit = 50, Marker }) => {
    const { account, region } = call.scope;
    authorize(call, { action: 'kms:ListAliases', resource: '*', owner: account, context: {} });
    const only = KeyId === undefined ? undefined : findKey(call.world, call.scope, KeyId);
    if (KeyId !== undefined && only === undefined)
      throw new AwsError('NotFoundException', `Key '${keyArnIn(call.scope, KeyId)}' does not exist`);
    const all = [...keysOf(call.scope).values()]
      .filter((key) => only === undefined || key === only)
      .flatMap((key) => key.aliases.map((name) => ({ name, key })))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    if (Marker !== undefined && !all.some(({ name }) => name === Marker))
      throw new AwsError('InvalidMarkerException', 'The marker is invalid.');
    const from = Marker === undefined ? 0 : all.findIndex(({ name }) => name === Marker);
    const next = all[from + Limit];
    return {
      Aliases: all.slice(from, from + Limit).map(({ name, key }) => ({
        AliasName: name,
        AliasArn: `arn:${partitionOf(region)}:kms:${region}:${account}:${name}`,
        TargetKeyId: key.id,
        CreationDate: toEpochSeconds(key.created),
        LastUpdatedDate: toEpochSeconds(key.created),
      })),
      NextMarker: next?.name,
      Truncated: next !== undefined,
    };
  },
});
