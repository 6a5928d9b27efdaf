import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AccountRoles } from './account-roles';
import { toRolePolicy, toTrustPolicy } from './role-documents';
import { ROLE_USES } from './role-use';
import { toLogicalName } from './stack-template';
import { toStackParameters, toTemplateText } from './stack-texts';
import { fill } from './testing/fill-stack';
import { makeAccount } from './testing/make-account';

const SUFFIXES: Record<string, string> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
};

function deploy(account: AccountRoles) {
  const template: unknown = parse(toTemplateText(account.limits));
  const { Parameters, Conditions, Resources } = Object(template);
  const given = toStackParameters(account).map(({ ParameterKey, ParameterValue }) => {
    expect(Parameters).toHaveProperty(ParameterKey);
    expect(ParameterValue).toMatch(new RegExp(`^(${Parameters[ParameterKey].AllowedPattern ?? '.*'})$`));
    const isList = Parameters[ParameterKey].Type === 'CommaDelimitedList';
    return [ParameterKey, isList ? ParameterValue.split(',') : ParameterValue];
  });
  const refs = {
    ...Object.fromEntries(given),
    'AWS::Partition': account.partition,
    'AWS::AccountId': account.accountId,
    'AWS::URLSuffix': SUFFIXES[account.partition],
  };
  return (use: (typeof ROLE_USES)[number]): unknown =>
    fill(Resources[`${toLogicalName(use)}Role`].Properties, { refs, conditions: Conditions });
}

const tagged = { onlyTag: { key: 'keyledger', value: 'managed' }, rotationFunctions: 'SecretsManager*' };

it.each([
  ['an account', makeAccount()],
  ['without external id', makeAccount({ externalId: null })],
  ['with limits', makeAccount({ limits: tagged })],
  [
    'in China',
    makeAccount({
      partition: 'aws-cn',
      regions: ['cn-north-1'],
      roles: { read: null, reveal: null, rotate: null, recover: null },
      dashboard: { accountId: '111122223333', arn: 'arn:aws-cn:iam::111122223333:user/ops/keyledger' },
    }),
  ],
  [
    'in GovCloud',
    makeAccount({
      partition: 'aws-us-gov',
      regions: ['us-gov-west-1'],
      roles: { read: 'arn:aws-us-gov:iam::222233334444:role/r', reveal: null, rotate: null, recover: null },
      dashboard: { accountId: '222233334444', arn: 'arn:aws-us-gov:iam::222233334444:role/k' },
    }),
  ],
])('makes the very roles of the documents: %s', (_, account) => {
  const role = deploy(account);
  for (const use of ROLE_USES) {
    const made = Object(role(use));
    expect(made.AssumeRolePolicyDocument).toEqual(toTrustPolicy(use, account));
    expect(normalise(made.Policies[0].PolicyDocument)).toEqual(normalise(toRolePolicy(use, account)));
    const { Path, RoleName } = made;
    const arn = `arn:${account.partition}:iam::${account.accountId}:role${Path}${RoleName}`;
    expect(arn).toBe(account.roles[use] ?? `arn:${account.partition}:iam::${account.accountId}:role/keyledger-${use}`);
  }
});

// A list of one and its one entry mean the same in a policy.
const normalise = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    Array.isArray(inner) && inner.length === 1 ? inner[0] : inner,
  );

it('lets in any principal of the account where nobody knows which one Keyledger is', () => {
  const account = makeAccount({ dashboard: null });
  expect(toStackParameters(account)).toContainEqual({
    ParameterKey: 'DashboardPrincipals',
    ParameterValue: 'arn:aws:iam::222233334444:*',
  });
});
