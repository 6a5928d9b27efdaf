import { describe, expect, test } from 'vitest';
import { SECRET_ARN, serviceRecord, trailRecord } from '@/lib/domain/testing/trail-record';
import { findSecretRef, findVersion } from './secret-ref';

const partial = SECRET_ARN.replace('-AbC123', '');
const asked = (requestParameters: unknown, more: object = {}) => trailRecord({ requestParameters, ...more });
const refused = (resource: string) =>
  trailRecord({
    requestParameters: null,
    errorCode: 'AccessDenied',
    errorMessage: `User: arn:aws:sts::1:assumed-role/R/S is not authorized to perform: secretsmanager:GetSecretValue on resource: ${resource} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
  });
const deletion = (additionalEventData: unknown, requestID = 'none') =>
  serviceRecord('EndSecretVersionDelete', { additionalEventData, requestID });

describe('the secret of a record', () => {
  test.each<[string, Record<string, unknown>, string | null, string | null]>([
    ['passed as an ARN', asked({ secretId: SECRET_ARN }), 'arn', SECRET_ARN],
    ['passed as an ARN without suffix', asked({ secretId: partial }), 'partial-arn', partial],
    ['passed as a name', asked({ secretId: 'prod/payments/db' }), 'name', 'prod/payments/db'],
    ['created', asked({ name: 'db' }, { responseElements: { arn: SECRET_ARN } }), 'arn', SECRET_ARN],
    ['created, refused', asked({ name: 'db' }), 'name', 'db'],
    ['deleted by name', asked({ secretId: 'db' }, { responseElements: { aRN: SECRET_ARN } }), 'arn', SECRET_ARN],
    ['answered in capitals', asked({ secretId: 'db' }, { responseElements: { ARN: SECRET_ARN } }), 'arn', SECRET_ARN],
    ['answered with nonsense', asked({ secretId: 'db' }, { responseElements: { arn: 'db' } }), 'name', 'db'],
    ['parameters as JSON text', asked(JSON.stringify({ secretId: 'db' })), 'name', 'db'],
    ['rotated by the service', serviceRecord('RotationFailed'), 'arn', SECRET_ARN],
    [
      'rotated, by the request alone',
      serviceRecord('RotationFailed', { additionalEventData: null }),
      'arn',
      SECRET_ARN,
    ],
    ['deleted by the service', deletion({ ARN: SECRET_ARN, Name: 'prod/payments/db' }), 'arn', SECRET_ARN],
    ['deleted, name alone', deletion({ Name: 'prod/payments/db' }), 'name', 'prod/payments/db'],
    [
      'deleted, by the request alone',
      deletion(null, `SecretDeleteMessage:${SECRET_ARN}:1690000000:Forced`),
      'arn',
      SECRET_ARN,
    ],
    ['refused, by ARN', refused(SECRET_ARN), 'arn', SECRET_ARN],
    ['refused, by name', refused('prod/payments/db'), 'name', 'prod/payments/db'],
    ['refused for all', refused('*'), null, null],
    [
      'a refusal of its key, without parameters',
      {
        errorMessage:
          'User: x is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/0a0b',
      },
      null,
      null,
    ],
    ['a batch of one', asked({ secretIdList: ['db'] }), 'name', 'db'],
    ['a batch of several', asked({ secretIdList: ['a', 'b'] }), null, null],
    ['a batch by filters', asked({ filters: [{ key: 'tag-key', values: ['x'] }] }), null, null],
    ['a listing', asked({ maxResults: 100 }), null, null],
    ['hostile parameters', asked({ secretId: { $ne: null }, secretIdList: [{}] }), null, null],
    ['an inherited name', asked(Object.create({ secretId: 'db' })), null, null],
  ])('%s', (_what, record, kind, value) => {
    expect(findSecretRef(record)).toEqual(kind === null ? null : { kind, value });
  });
});

test.each([
  ['a read of a version', { secretId: 'db', versionId: 'v1' }, null, 'v1', null],
  ['a read by label', { secretId: 'db', versionStage: 'AWSPREVIOUS' }, null, null, 'AWSPREVIOUS'],
  ['a write', { secretId: 'db', clientRequestToken: 'v2' }, { arn: SECRET_ARN }, 'v2', null],
  ['a rotation', { secretId: 'db' }, { arn: SECRET_ARN, versionId: 'v3' }, 'v3', null],
  [
    'a label moved',
    { versionStage: 'AWSCURRENT', moveToVersionId: 'v4', removeFromVersionId: 'v3' },
    null,
    'v4',
    'AWSCURRENT',
  ],
  ['a label taken off', { versionStage: 'AWSPENDING', removeFromVersionId: 'v3' }, null, null, 'AWSPENDING'],
  ['nothing', null, null, null, null],
])('the version of %s', (_what, requestParameters, responseElements, versionId, versionStage) => {
  expect(findVersion(trailRecord({ requestParameters, responseElements }))).toEqual({ versionId, versionStage });
});
