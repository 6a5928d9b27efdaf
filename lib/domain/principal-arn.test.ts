import { describe, expect, test } from 'vitest';
import { parsePrincipalArn, toRoleKey } from './principal-arn';

const at = { partition: 'aws', accountId: '111122223333' };

describe('a principal ARN', () => {
  test.each([
    ['arn:aws:iam::111122223333:role/payments-api', { kind: 'role', ...at, path: '/', name: 'payments-api' }],
    [
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
      {
        kind: 'role',
        ...at,
        path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
        name: 'AWSReservedSSO_Admin_0123456789abcdef',
      },
    ],
    ['arn:aws:iam::111122223333:user/team/ana', { kind: 'user', ...at, path: '/team/', name: 'ana' }],
    [
      'arn:aws:sts::111122223333:assumed-role/reader/ana@example.com',
      { kind: 'session', ...at, role: 'reader', session: 'ana@example.com' },
    ],
    ['arn:aws:sts::111122223333:federated-user/ana', { kind: 'federated-user', ...at, name: 'ana' }],
    ['arn:aws:iam::111122223333:root', { kind: 'root', ...at }],
    [
      'arn:aws-cn:iam::111122223333:role/reader',
      { kind: 'role', ...at, partition: 'aws-cn', path: '/', name: 'reader' },
    ],
  ])('%s', (raw, expected) => expect(parsePrincipalArn(raw)).toEqual(expected));

  test.each([
    '',
    'root',
    'arn:aws:iam::111122223333:role/',
    'arn:aws:iam::111122223333:role',
    'arn:aws:iam::111122223333:role/with space',
    'arn:aws:iam::111122223333:group/admins',
    'arn:aws:iam:eu-west-1:111122223333:role/reader',
    'arn:aws:iam::*:root',
    'arn:aws:iam::aws:role/reader',
    'arn:aws:sts::111122223333:assumed-role/reader',
    'arn:aws:sts::111122223333:assumed-role/a/b/c',
    'arn:aws:sts::111122223333:assumed-role/reader/',
    'arn:aws:s3:::bucket/role/reader',
    `arn:aws:iam::111122223333:role/${'x'.repeat(129)}`,
    `arn:aws:iam::111122223333:role/${'a/'.repeat(100_000)}x`,
  ])('is not %.90j', (raw) => expect(parsePrincipalArn(raw)).toBeNull());
});

test('a role and its session have one key, whatever the path and the case', () => {
  const key = toRoleKey('arn:aws:iam::111122223333:role/team/Reader');
  expect(key).not.toBeNull();
  expect(toRoleKey('arn:aws:sts::111122223333:assumed-role/reader/ana')).toBe(key);
  expect(toRoleKey('arn:aws:iam::444455556666:role/Reader')).not.toBe(key);
  expect(toRoleKey('arn:aws:iam::111122223333:user/Reader')).toBeNull();
});
