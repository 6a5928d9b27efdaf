import { expect, it } from 'vitest';
import { toAthenaPolicy } from './athena-policy';
import { USUAL_ATHENA } from './athena-settings';

const byId = (policy: ReturnType<typeof toAthenaPolicy>) =>
  Object.fromEntries(policy.Statement.map(({ Sid, Action, Resource }) => [Sid, { Action, Resource }]));

it('lets one workgroup ask one table, over one trail’s files, and never a value', () => {
  const policy = toAthenaPolicy(USUAL_ATHENA, '111122223333');
  const statements = byId(policy);
  expect(statements['Queries']?.Resource).toBe('arn:aws:athena:eu-west-1:111122223333:workgroup/keyledger');
  expect(statements['Table']?.Resource).toContain('arn:aws:glue:eu-west-1:111122223333:table/keyledger/cloudtrail');
  expect(statements['LogFiles']).toEqual({
    Action: ['s3:GetObject'],
    Resource: 'arn:aws:s3:::example-organization-trail/AWSLogs/o-exampleorg1/*/CloudTrail/*',
  });
  expect(statements['Results']?.Resource).toBe('arn:aws:s3:::example-athena-results/keyledger/*');
  expect(policy.Statement.filter(({ Effect }) => Effect === 'Deny')).toHaveLength(1);
  // Nothing that writes, but to where results go.
  const writes = policy.Statement.filter(({ Sid }) => Sid !== 'Results').flatMap(({ Action }) => Action);
  expect(writes.filter((action) => /:(Put|Delete|Create|Update)/.test(action))).toEqual([]);
});

it('names what a key of one’s own, a prefix and another partition need, and nothing of results that a workgroup keeps', () => {
  const trail = {
    ...USUAL_ATHENA.trail,
    prefix: 'logs/',
    organization: null,
    kmsKey: 'arn:aws-cn:kms:cn-north-1:111122223333:key/k',
  };
  const statements = byId(
    toAthenaPolicy({ ...USUAL_ATHENA, region: 'cn-north-1', output: null, trail }, '111122223333'),
  );
  expect(statements['LogFiles']?.Resource).toBe(
    'arn:aws-cn:s3:::example-organization-trail/logs/AWSLogs/*/CloudTrail/*',
  );
  expect(statements['TrailKey']).toEqual({ Action: ['kms:Decrypt'], Resource: trail.kmsKey });
  expect(Object.keys(statements)).not.toContain('Results');
});
