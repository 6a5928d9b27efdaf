import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArn, parseSecretArn, stripSuffix, toSecretRef } from './arn';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:';

describe('a secret ARN', () => {
  test.each([
    ['aws', `${ARN}prod/payments/db-AbC123`, 'prod/payments/db', 'AbC123'],
    ['aws', `${ARN}prod/payments/db`, 'prod/payments/db', null],
    ['aws', `${ARN}rds!cluster-0b2c-4d5e-XyZ987`, 'rds!cluster-0b2c-4d5e', 'XyZ987'],
    ['aws', `${ARN}a-b-c-d`, 'a-b-c-d', null],
    ['aws', `${ARN}x-y-abcdef-ABCDEF`, 'x-y-abcdef', 'ABCDEF'],
    ['aws', `${ARN}we_ird+=.@-name-000000`, 'we_ird+=.@-name', '000000'],
    ['aws-cn', `${ARN}db-AbC123`.replace(':aws:', ':aws-cn:'), 'db', 'AbC123'],
    ['aws-us-gov', `${ARN}db-AbC123`.replace(':aws:', ':aws-us-gov:'), 'db', 'AbC123'],
  ])('of %s: %s', (partition, raw, name, suffix) => {
    expect(parseSecretArn(raw)).toEqual({ partition, region: 'eu-west-1', accountId: '111122223333', name, suffix });
    expect(toSecretRef(raw)).toEqual({ kind: suffix ? 'arn' : 'partial-arn', value: raw });
  });

  const HOSTILE = [
    '',
    'arn',
    'arn:aws:secretsmanager',
    ARN,
    `${ARN}-AbCdEf `,
    `${ARN}na me-AbCdEf`,
    `${ARN}name:extra-AbCdEf`,
    `${ARN}name-AbCdEf\nx`,
    `${ARN}näme-AbCdEf`,
    `${ARN}${'x'.repeat(513)}`,
    `${ARN}${'x-'.repeat(100_000)}`,
    `ARN:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf`,
    ` ${ARN}db-AbCdEf`,
    'arn:aws:secretsmanager:eu-west-1:11112222333:secret:db-AbCdEf',
    'arn:aws:secretsmanager:eu-west-1::secret:db-AbCdEf',
    'arn:aws:secretsmanager::111122223333:secret:db-AbCdEf',
    'arn:evil:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secrets:db-AbCdEf',
    'arn:aws:ssm:eu-west-1:111122223333:parameter/db',
    'prod/db',
    '*',
  ];
  test.each(HOSTILE.map((raw) => [raw.slice(0, 90), raw]))('is not %j', (_shown, raw) => {
    expect(parseSecretArn(raw)).toBeNull();
    expect(toSecretRef(raw)).toEqual({ kind: 'name', value: raw });
  });
});

test.each([
  ['prod/db-AbCdEf', 'prod/db'],
  ['prod/db', 'prod/db'],
  ['-AbCdEf', '-AbCdEf'],
  ['db-AbCdE', 'db-AbCdE'],
  ['db-AbC_Ef', 'db-AbC_Ef'],
])('the suffix of %s is taken off: %s', (raw, expected) => expect(stripSuffix(raw)).toBe(expected));

test('an ARN of another service is split at its first five colons', () => {
  expect(parseArn('arn:aws:lambda:eu-west-1:111122223333:function:charge:live')).toEqual({
    partition: 'aws',
    service: 'lambda',
    region: 'eu-west-1',
    accountId: '111122223333',
    resource: 'function:charge:live',
  });
});

test('every text is some reference and keeps its words', () => {
  fc.assert(fc.property(fc.string(), (raw) => toSecretRef(raw).value === raw));
});

test('name and suffix are what the ARN was made of', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9/_+=.@-]{1,40}$/);
  fc.assert(
    fc.property(name, fc.stringMatching(/^[A-Za-z0-9]{6}$/), (made, suffix) => {
      expect(parseSecretArn(`${ARN}${made}-${suffix}`)).toMatchObject({ name: made, suffix });
    }),
  );
});
