import { describe, expect, it } from 'vitest';
import { toSessionPolicy } from './session-policy';

const accountId = '111122223333';
const scope = { region: 'eu-west-1', partition: 'aws', accountId };
const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';
const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-db';
const statements = (text: string): unknown => JSON.parse(text).Statement;

describe('toSessionPolicy', () => {
  it('lets a reveal read that one secret and decrypt for it alone', () => {
    expect(statements(toSessionPolicy(scope, { act: 'reveal', arn }))).toEqual([
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn },
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: 'arn:aws:kms:eu-west-1:*:key/*',
        Condition: {
          StringEquals: {
            'kms:ViaService': ['secretsmanager.eu-west-1.amazonaws.com'],
            'kms:EncryptionContext:SecretARN': arn,
          },
        },
      },
    ]);
  });

  it('lets a rotation rotate and describe it, and AWS invoke its function', () => {
    expect(statements(toSessionPolicy(scope, { act: 'rotate', arn, rotationLambdaArn: lambda }))).toEqual([
      { Effect: 'Allow', Action: ['secretsmanager:RotateSecret', 'secretsmanager:DescribeSecret'], Resource: arn },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: lambda },
    ]);
    expect(statements(toSessionPolicy(scope, { act: 'rotate', arn, rotationLambdaArn: null }))).toHaveLength(1);
  });

  it('lets a recovery move labels of it', () => {
    expect(statements(toSessionPolicy(scope, { act: 'recover', arn }))).toEqual([
      {
        Effect: 'Allow',
        Action: ['secretsmanager:UpdateSecretVersionStage', 'secretsmanager:DescribeSecret'],
        Resource: arn,
      },
    ]);
  });

  it('lets a turning off do that to it and nothing else', () => {
    expect(statements(toSessionPolicy(scope, { act: 'cancel', arn }))).toEqual([
      { Effect: 'Allow', Action: 'secretsmanager:CancelRotateSecret', Resource: arn },
    ]);
  });

  it('lets a look see that one function, and the reading of its log that one group', () => {
    expect(statements(toSessionPolicy(scope, { act: 'look', functionArn: lambda }))).toEqual([
      { Effect: 'Allow', Action: ['lambda:GetFunctionConfiguration', 'lambda:GetPolicy'], Resource: lambda },
    ]);
    const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/rotate-db';
    expect(statements(toSessionPolicy(scope, { act: 'readLog', logGroup: '/aws/lambda/rotate-db' }))).toEqual([
      { Effect: 'Allow', Action: 'logs:FilterLogEvents', Resource: [group, `${group}:*`] },
    ]);
  });

  it.each(['', '*', '/aws/lambda/*', '/aws/lambda/rotate-??', '/a"}],"x', '${aws:username}', '/a:b', 'a b'])(
    'refuses what is not one log group: %j',
    (logGroup) => {
      expect(() => toSessionPolicy(scope, { act: 'readLog', logGroup })).toThrow(/not that of one secret/);
    },
  );

  it.each([
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ])('stays in the partition %s', (partition, region) => {
    const there = `arn:${partition}:secretsmanager:${region}:111122223333:secret:prod/db-AbCdEf`;
    const policy = toSessionPolicy({ region, partition, accountId }, { act: 'reveal', arn: there });
    expect(policy).toContain(`arn:${partition}:kms:${region}:`);
    expect(policy).not.toContain('arn:aws:');
    expect(policy.includes('amazonaws.com.cn')).toBe(partition === 'aws-cn');
  });

  it('fits the longest name that AWS allows', () => {
    const longest = `arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:${'n'.repeat(512)}-AbCdEf`;
    expect(
      toSessionPolicy({ region: 'us-gov-west-1', partition: 'aws-us-gov', accountId }, { act: 'reveal', arn: longest })
        .length,
    ).toBeLessThan(2048);
  });

  it.each([
    '',
    '*',
    'arn:aws:secretsmanager:*:*:secret:*',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/??-AbCdEf',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:${aws:username}-AbCdEf',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a"}],"x-AbCdEf',
    'arn:aws:kms:eu-west-1:111122223333:key/1',
    `${arn}\n*`,
  ])('refuses what is not one secret: %j', (hostile) => {
    expect(() => toSessionPolicy(scope, { act: 'reveal', arn: hostile })).toThrow(/not that of one secret/);
    expect(() => toSessionPolicy(scope, { act: 'cancel', arn: hostile })).toThrow(/not that of one secret/);
    expect(() => toSessionPolicy(scope, { act: 'rotate', arn, rotationLambdaArn: hostile })).toThrow(
      /not that of one secret/,
    );
    expect(() => toSessionPolicy(scope, { act: 'look', functionArn: hostile })).toThrow(/not that of one secret/);
  });
});
