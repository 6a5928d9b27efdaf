import { expect, test } from 'vitest';
import { account, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { callAs, makeUser } from '@/lib/local-aws/testing/as-user';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { whyRefused } from './authorize';
import { toSessionCaller, type Caller, type Role } from './identity';
import { readPolicy, type Policy } from './policy';

const world = useLocalWorld();
const action = 'secretsmanager:GetSecretValue';
const allow = (more: JsonObject = {}): JsonObject => ({ Effect: 'Allow', Action: action, Resource: '*', ...more });
const deny: JsonObject = { Effect: 'Deny', Action: action, Resource: '*' };
const toPolicy = (...Statement: JsonObject[]): Policy => readPolicy({ Version: '2012-10-17', Statement });
const missing = (what: string) => `because no ${what} policy allows the ${action} action`;

type Case = {
  own?: JsonObject[];
  boundary?: Policy;
  session?: Policy;
  resource?: Policy;
  control?: Policy;
  owner?: string;
};

function toSession(policies: Policy[], boundary?: Policy, sessionPolicy?: Policy): Caller {
  const arn = `arn:aws:iam::${account}:role/Tested`;
  const role: Role = {
    account, arn, roleName: 'Tested', roleId: 'AROATESTED', trust: { statements: [] }, policies, boundary, maxSessionSeconds: 3600,
  }; // prettier-ignore
  return toSessionCaller(
    { role, sessionName: 'jana', sessionPolicy, issuedAt: 0, expiresAt: 0, mfa: false },
    'ASIATEST',
  );
}

function judge({ own = [], boundary, session, resource: resourcePolicy, control, owner = account }: Case) {
  const { user } = makeUser(world.aws.world, own);
  const caller = toSession([toPolicy(...own)], boundary, session);
  world.aws.world.controlPolicies.set(account, control === undefined ? [] : [control]);
  const resource = `arn:aws:secretsmanager:eu-west-1:${owner}:secret:a-AbCdEf`;
  return whyRefused(
    { ...callAs(world.aws.world, user), caller },
    { action, resource, owner, context: {}, resourcePolicy },
  );
}

const to = (AWS: string) => toPolicy(allow({ Principal: { AWS } }));
const roleArn = `arn:aws:iam::${account}:role/Tested`;
const sessionArn = `arn:aws:sts::${account}:assumed-role/Tested/jana`;
const root = `arn:aws:iam::${account}:root`;
const nothing = toPolicy({ Effect: 'Allow', Action: 'a:B', Resource: '*' });

const cases: [what: string, Case, string | undefined][] = [
  ['nothing is allowed by itself', {}, missing('identity-based')],
  ['an identity policy is enough', { own: [allow()] }, undefined],
  ['deny in it', { own: [allow(), deny] }, 'with an explicit deny in an identity-based policy'],
  ['the session must allow too', { own: [allow()], session: nothing }, missing('session')],
  ['deny in the session', { own: [allow()], session: toPolicy(deny) }, 'with an explicit deny in a session policy'],
  ['so must the boundary', { own: [allow()], boundary: nothing }, `because no permissions boundary allows the ${action} action`],
  ['deny in it', { own: [allow()], boundary: toPolicy(deny) }, 'with an explicit deny in a permissions boundary'],
  ['and the organisation', { own: [allow()], control: nothing }, `because no service control policy allows the ${action} action`],
  ['deny there', { own: [allow()], control: toPolicy(deny) }, 'with an explicit deny in a service control policy'],
  ['a resource policy for the role is enough in its account', { resource: to(roleArn) }, undefined],
  ['the account as principal leaves it to identity policies', { resource: to(root) }, missing('identity-based')],
  ['its number too', { resource: to(account), own: [allow()] }, undefined],
  ['for the role it does not pass the session policy', { resource: to(roleArn), session: nothing }, missing('session')],
  ['for the session itself it does', { resource: to(sessionArn), session: nothing, boundary: nothing }, undefined],
  ['everybody is not the session by name', { resource: to('*'), session: nothing }, missing('session')],
  ['deny in it wins', { own: [allow()], resource: toPolicy({ ...deny, Principal: '*' }) }, 'with an explicit deny in a resource-based policy'],
  ['another account must let in', { own: [allow()], owner: '222233334444' }, missing('resource-based')],
  ['and the own must let out', { owner: '222233334444', resource: to(roleArn) }, missing('identity-based')],
  ['both do', { owner: '222233334444', resource: to(root), own: [allow()] }, undefined],
]; // prettier-ignore

test.each(cases)('%s', (_what, given, expected) => {
  expect(judge(given)).toBe(expected);
});

test('root is held by a resource policy and by its organisation, and by nothing else', () => {
  const { user } = makeUser(world.aws.world, [deny], { root: true, arn: root });
  world.aws.world.controlPolicies.delete(account);
  const wanted = { action, resource: 'arn:x', owner: account, context: {} };
  const call = callAs(world.aws.world, user);
  expect(whyRefused(call, wanted)).toBeUndefined();
  const resourcePolicy = toPolicy({ ...deny, Principal: '*' });
  expect(whyRefused(call, { ...wanted, resourcePolicy })).toBe('with an explicit deny in a resource-based policy');
});

const seen: [key: string, operator: string, value: string][] = [
  ['aws:username', 'StringEquals', 'tagged'],
  ['aws:userid', 'StringLike', 'AIDATESTUSER*'],
  ['aws:PrincipalType', 'StringEquals', 'User'],
  ['aws:PrincipalTag/team', 'StringEquals', 'payments'],
  ['aws:PrincipalAccount', 'StringEquals', account],
  ['aws:PrincipalOrgID', 'StringLike', 'o-*'],
  ['aws:SourceIp', 'IpAddress', '127.0.0.0/8'],
  ['aws:RequestedRegion', 'StringEquals', 'eu-west-1'],
  ['aws:SecureTransport', 'Bool', 'true'],
  ['aws:CurrentTime', 'DateGreaterThan', '2020-01-01T00:00:00Z'],
  ['aws:EpochTime', 'NumericGreaterThan', '1577836800'],
  ['aws:MultiFactorAuthPresent', 'Null', 'true'],
  ['aws:ViaAWSService', 'Bool', 'false'],
];

test.each(seen)('a request carries %s', (key, operator, value) => {
  const statements = [allow({ Condition: { [operator]: { [key]: value } } })];
  const { user } = makeUser(world.aws.world, statements, { userName: 'tagged', tags: { Team: 'payments' } });
  world.aws.world.controlPolicies.delete(account);
  const wanted = { action, resource: 'arn:x', owner: account, context: {} };
  expect(whyRefused(callAs(world.aws.world, user), wanted)).toBeUndefined();
});
