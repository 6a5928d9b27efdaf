import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ObservedSecret } from '@/lib/domain/secret';
import { observedSecret } from '@/lib/domain/testing/observed-secret';
import { toScope } from './testing/test-options';
import { concludeNoVersion, toObservedSecret } from './to-observed-secret';
import { toSecretVersion } from './to-secret-version';

const scope = toScope();
const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';
const at = new Date('2026-11-21T08:00:00Z');
const RECORDED = path.resolve('../shared/aws-recorded/secretsmanager.json');

/** Every object in recorded answers that has this field. */
function findAll(value: unknown, field: string): Record<string, unknown>[] {
  if (value === null || typeof value !== 'object') return [];
  const here = field in value ? [{ ...value }] : [];
  return [...here, ...Object.values(value).flatMap((inner) => findAll(inner, field))];
}

describe('toObservedSecret', () => {
  it('maps all that a description tells', () => {
    const described = {
      ARN: arn,
      Name: 'prod/db',
      Description: 'main',
      KmsKeyId: 'alias/k',
      RotationEnabled: false,
      RotationLambdaARN: 'arn:aws:lambda:eu-west-1:111122223333:function:rot',
      RotationRules: { AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)', Duration: '2h' },
      LastRotatedDate: at,
      NextRotationDate: at,
      LastChangedDate: at,
      CreatedDate: at,
      LastAccessedDate: at,
      DeletedDate: at,
      Tags: [{ Key: 'env', Value: 'prod' }],
      OwningService: 'rds',
      PrimaryRegion: 'eu-west-1',
      Type: 'SomethingNew',
      VersionIdsToStages: { v1: ['AWSCURRENT'] },
      ReplicationStatus: [
        { Region: 'us-east-1', Status: 'Failed' as const, StatusMessage: 'no', LastAccessedDate: at },
        {},
      ],
    };
    expect(toObservedSecret(described, scope, 'describe')).toEqual({
      arn,
      name: 'prod/db',
      accountId: '111122223333',
      region: 'eu-west-1',
      description: 'main',
      kmsKeyId: 'alias/k',
      tags: { env: 'prod' },
      rotationEnabled: false,
      rotationLambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rot',
      rotationRules: { automaticallyAfterDays: 30, scheduleExpression: 'rate(30 days)', duration: '2h' },
      lastRotatedAt: at,
      nextRotationAt: at,
      lastChangedAt: at,
      createdAt: at,
      lastAccessedOn: '2026-11-21',
      deletedAt: at,
      owningService: 'rds',
      primaryRegion: 'eu-west-1',
      type: 'SomethingNew',
      versionStages: { v1: ['AWSCURRENT'] },
      replicas: [
        { region: 'us-east-1', kmsKeyId: null, status: 'Failed', statusMessage: 'no', lastAccessedOn: '2026-11-21' },
      ],
    });
  });

  it('reads the labels of a listing under their other name, and knows nothing of replicas there', () => {
    const listed = { ARN: arn, SecretVersionsToStages: { v2: ['AWSPENDING'] } };
    expect(toObservedSecret(listed, scope, 'list')).toMatchObject({
      versionStages: { v2: ['AWSPENDING'] },
      replicas: null,
    });
    expect(toObservedSecret(listed, scope, 'describe')?.replicas).toEqual([]);
  });

  it.each<[string, Partial<ObservedSecret>, ObservedSecret['versionStages']]>([
    ['no map of labels is no version', {}, {}],
    ['labels are as they are', { versionStages: { v1: ['AWSCURRENT'] } }, { v1: ['AWSCURRENT'] }],
    ['nothing is known while it is pending deletion', { deletedAt: at }, null],
    ['nothing is known of a replica', { primaryRegion: 'us-east-1' }, null],
    ['a primary is no replica', { primaryRegion: 'eu-west-1' }, {}],
  ])('of AWS itself, %s', (_, told, versionStages) => {
    expect(concludeNoVersion(observedSecret({ versionStages: null, ...told })).versionStages).toEqual(versionStages);
  });

  it('tells never configured from turned off', () => {
    expect(toObservedSecret({ ARN: arn }, scope, 'list')?.rotationEnabled).toBeNull();
    expect(toObservedSecret({ ARN: arn, RotationEnabled: false }, scope, 'list')?.rotationEnabled).toBe(false);
  });

  it.each([
    ['nothing but an ARN', { ARN: arn }, { name: 'prod/db', tags: {}, createdAt: null, versionStages: null }],
    [
      'dates that are none',
      { ARN: arn, CreatedDate: new Date(Number.NaN), LastAccessedDate: new Date(Number.NaN) },
      { createdAt: null, lastAccessedOn: null },
    ],
    ['tags without key or value', { ARN: arn, Tags: [{}, { Key: 'a' }, { Value: 'b' }] }, { tags: { a: '' } }],
    [
      'empty texts',
      { ARN: arn, Description: '', KmsKeyId: '', OwningService: '' },
      { description: null, kmsKeyId: null, owningService: null },
    ],
  ])('takes %s', (_, entry, expected) => {
    expect(toObservedSecret(entry, scope, 'list')).toMatchObject(expected);
  });

  it('keeps a tag that is called like a property of every object', () => {
    const secret = toObservedSecret(
      {
        ARN: arn,
        Tags: [
          { Key: '__proto__', Value: 'x' },
          { Key: 'constructor', Value: 'y' },
        ],
      },
      scope,
      'list',
    );
    expect(Object.entries(secret?.tags ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('makes nothing of an entry without an ARN', () => {
    expect(toObservedSecret({ Name: 'x' }, scope, 'list')).toBeNull();
  });

  it.skipIf(!existsSync(RECORDED))('takes every description recorded from the real service', () => {
    const answers = findAll(JSON.parse(readFileSync(RECORDED, 'utf8')), 'ARN');
    expect(answers.length).toBeGreaterThan(20);
    for (const answer of answers) {
      const secret = toObservedSecret(answer, scope, 'describe');
      expect(secret).toMatchObject({ arn: answer['ARN'], rotationEnabled: answer['RotationEnabled'] ?? null });
      expect(JSON.stringify(secret)).not.toContain('SecretString');
    }
  });
});

describe('toSecretVersion', () => {
  it('takes every field as optional', () => {
    expect(toSecretVersion({ VersionId: 'v' })).toEqual({
      versionId: 'v',
      stages: [],
      createdAt: null,
      lastAccessedOn: null,
      kmsKeyIds: [],
    });
    expect(toSecretVersion({})).toBeNull();
  });
});
