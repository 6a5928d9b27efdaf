import { validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';
import { expect, it } from 'vitest';
import { LONGEST_POLICY, toDashboardPolicy } from './dashboard-policy';
import { toRolePolicy, toTrustPolicy } from './role-documents';
import { ROLE_USES } from './role-use';
import { makeAccount } from './testing/make-account';
import { toPrincipalPatterns } from './trust-statement';

const manyRegions = Array.from({ length: 40 }, (_, index) => `ap-southeast-${index + 10}`);
const accounts = [
  makeAccount(),
  makeAccount({ externalId: null, dashboard: null }),
  makeAccount({ regions: manyRegions, limits: { onlyTag: { key: 'k', value: 'v' }, rotationFunctions: 'A*' } }),
  makeAccount({ partition: 'aws-cn', regions: ['cn-north-1'] }),
  makeAccount({ partition: 'aws-iso-b', regions: ['us-isob-east-1'] }),
];

it.each(ROLE_USES)('keeps IAM’s grammar and its quotas: %s', (use) => {
  for (const account of accounts) {
    const [policy, trust] = [toRolePolicy(use, account), toTrustPolicy(use, account)];
    expect(validateIdentityPolicy(policy)).toEqual([]);
    expect(validateTrustPolicy(trust)).toEqual([]);
    // IAM quotas: a role's inline policies 10,240 characters, a trust policy 2,048.
    expect(JSON.stringify(policy).length).toBeLessThan(10_240);
    expect(JSON.stringify(trust).length).toBeLessThan(2_048);
    expect(validateIdentityPolicy({ ...policy, Statement: [{ Effect: 'Allow' }] })).not.toEqual([]);
  }
});

it.each(ROLE_USES)('names its own partition alone: %s', (use) => {
  const china = makeAccount({ partition: 'aws-cn', regions: ['cn-north-1'], dashboard: null });
  const text = JSON.stringify([toRolePolicy(use, china), toTrustPolicy(use, china)]);
  expect(text).not.toContain('arn:aws:');
  expect(text).toContain('arn:aws-cn:');
  expect(text.includes('secretsmanager.*.amazonaws.com.cn')).toBe(use === 'reveal');
});

it('denies values to everyone but the role that reveals', () => {
  const denied = ROLE_USES.filter((use) =>
    toRolePolicy(use, makeAccount()).Statement.some(
      ({ Effect, Action }) => Effect === 'Deny' && Action.includes('secretsmanager:GetSecretValue'),
    ),
  );
  expect(denied).toEqual(['read', 'rotate', 'recover']);
});

it.each([
  ['arn:aws:iam::1:user/x', null],
  ['arn:aws:iam::111122223333:root', null],
  ['arn:aws:sts::111122223333:federated-user/x', null],
  ['arn:aws:iam::111122223333:user/ops/keyledger', ['arn:aws:iam::111122223333:user/ops/keyledger']],
  [
    'arn:aws-cn:sts::111122223333:assumed-role/run/i-0a',
    ['arn:aws-cn:iam::111122223333:role/run', 'arn:aws-cn:iam::111122223333:role/*/run'],
  ],
])('trusts whoever %s is', (arn, patterns) => {
  expect(toPrincipalPatterns(arn)).toEqual(patterns);
});

it('gives the dashboard its roles by name, and for a crowd of accounts still fits a managed policy', () => {
  const one = toDashboardPolicy([makeAccount()]);
  expect(validateIdentityPolicy(one)).toEqual([]);
  expect(JSON.stringify(one)).toContain('arn:aws:iam::222233334444:role/security/keyledger-reveal');
  const crowd = Array.from({ length: 500 }, (_, index) => makeAccount({ accountId: String(index).padStart(12, '0') }));
  const all = toDashboardPolicy(crowd);
  expect(JSON.stringify(all).length).toBeLessThanOrEqual(LONGEST_POLICY);
  expect(JSON.stringify(all)).toContain('arn:aws:iam::*:role/security/keyledger-reveal');
});

it('lets the dashboard read its own account itself where that has no read role, and no other', () => {
  const roles = { read: null, reveal: null, rotate: null, recover: null };
  const own = makeAccount({ accountId: '111122223333', roles });
  expect(JSON.stringify(toDashboardPolicy([own]))).toContain('secretsmanager:ListSecrets');
  const other = 'arn:aws:iam::999988887777:role/keyledger-athena';
  expect(toDashboardPolicy([own], null, [other]).Statement[0]?.Resource).toContain(other);
  expect(JSON.stringify(toDashboardPolicy([makeAccount({ roles })]))).not.toContain('secretsmanager:ListSecrets');
});
