import {
  CreateSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { beforeAll, expect, test } from 'vitest';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld();
const validate = (policy: unknown, SecretId?: string) => {
  const ResourcePolicy = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return world.secrets().send(new ValidateResourcePolicyCommand({ ResourcePolicy, SecretId }));
};
const read = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const deny = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:*', Resource: '*' };
const others = { Principal: { AWS: 'arn:aws:iam::222233334444:root' } };
const except = (key: string, value: string) => ({ Condition: { StringNotEquals: { [key]: value } } });
const only = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });

beforeAll(() => world.secrets().send(new CreateSecretCommand({ Name: 'ruled', SecretString: 'CANARY-r' })));

test.each([
  ['another account', [{ ...read, ...others }], []],
  ['everybody', [{ ...read, Principal: '*' }], ['PUBLIC_ACCESS']],
  ['every AWS account', [{ ...read, Principal: { AWS: '*' } }], ['PUBLIC_ACCESS']],
  ['everybody of one organisation', [{ ...read, Principal: '*', ...only('StringEquals', 'aws:PrincipalOrgID', 'o-1') }], []],
  ['everybody, if the key is there', [{ ...read, Principal: '*', ...only('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1') }], ['PUBLIC_ACCESS']],
  ['everybody from anywhere', [{ ...read, Principal: '*', ...only('IpAddress', 'aws:SourceIp', '0.0.0.0/0') }], ['PUBLIC_ACCESS']],
  ['everybody, over TLS', [{ ...read, Principal: '*', ...only('Bool', 'aws:SecureTransport', 'true') }], ['PUBLIC_ACCESS']],
  ['everybody, but others are denied', [{ ...read, Principal: '*' }, { ...deny, ...except('aws:PrincipalAccount', '111122223333') }], []],
  ['a denial of everything to everybody', [deny], ['CALLER_LOCKOUT']],
  ['a denial to all but another role', [{ ...deny, ...except('aws:PrincipalArn', 'arn:aws:iam::111122223333:role/x') }], ['CALLER_LOCKOUT']],
  ['a denial of reads alone', [{ ...deny, Action: 'secretsmanager:GetSecretValue' }], []],
  ['both at once', [{ ...read, Principal: '*' }, deny], ['PUBLIC_ACCESS', 'CALLER_LOCKOUT']],
  ['no effect', [{ Principal: '*', Action: '*', Resource: '*' }], ['POLICY_SYNTAX']],
  ['nobody named', [read], ['POLICY_SYNTAX']],
])('%s', async (_what, Statement, expected) => {
  const answer = await validate({ Version: '2012-10-17', Statement }, 'ruled');
  expect(answer.ValidationErrors?.map(({ CheckName }) => CheckName)).toEqual(expected);
  expect(answer.PolicyValidationPassed).toBe(expected.length === 0);
}); // prettier-ignore

test('without a secret, and without leaving anything behind', async () => {
  expect((await validate({ Version: '2012-10-17', Statement: [{ ...read, ...others }] })).PolicyValidationPassed).toBe(
    true,
  );
  expect((await validate({ Version: '2012-10-17' })).ValidationErrors?.[0]?.CheckName).toBe('POLICY_SYNTAX');
  const after = await world.secrets().send(new GetResourcePolicyCommand({ SecretId: 'ruled' }));
  expect(after.ResourcePolicy).toBeUndefined();
});

test.each(['some policy', '{', '"text"', 'null'])('no JSON document: %s', async (text) => {
  expect(await refusal(validate(text))).toMatchObject({ code: 'MalformedPolicyDocumentException', status: 400 });
});

test('what fails its syntax is not put either', async () => {
  const put = (policy: object) =>
    world.secrets().send(new PutResourcePolicyCommand({ SecretId: 'ruled', ResourcePolicy: JSON.stringify(policy) }));
  for (const policy of [{ Version: '2019-10-19', Statement: [{ ...read, ...others }] }, { Statement: [read] }, {}])
    expect(await refusal(put(policy))).toEqual({
      code: 'MalformedPolicyDocumentException',
      message: 'This policy has invalid syntax.',
      status: 400,
    });
});

const letIn = (AWS: string) => {
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...read, Principal: { AWS } }] });
  return world.secrets().send(new PutResourcePolicyCommand({ SecretId: 'ruled', ResourcePolicy }));
};

test.each(['invalid-root', 'arn:aws:iam::12:root', 'arn:aws:iam::*:role/x', 'arn:aws:s3:::bucket'])(
  'nobody is named %s',
  async (name) => {
    expect(await refusal(letIn(name))).toEqual({
      code: 'MalformedPolicyDocumentException',
      message: 'This resource policy contains an unsupported principal.',
      status: 400,
    });
  },
);

test.each([
  '222233334444',
  'arn:aws:iam::222233334444:role/path/x',
  'arn:aws:sts::222233334444:assumed-role/x/a@b.c',
  'AROAUN7FH4J7UIK2IF3E',
])('%s can be let in', async (name) => {
  expect(await letIn(name)).toMatchObject({ Name: 'ruled' });
});

test('everybody is not let in where public policies are blocked', async () => {
  const ResourcePolicy = JSON.stringify({ Statement: [{ ...read, Principal: '*' }] });
  const put = (BlockPublicPolicy: boolean) =>
    world.secrets().send(new PutResourcePolicyCommand({ SecretId: 'ruled', ResourcePolicy, BlockPublicPolicy }));
  expect(await refusal(put(true))).toMatchObject({ code: 'PublicPolicyException', status: 400 });
  expect(await put(false)).toMatchObject({ Name: 'ruled' });
});

test('a secret that is not there', async () => {
  expect(await refusal(validate({ Statement: [] }, 'nowhere'))).toMatchObject({ code: 'ResourceNotFoundException' });
});
