import type { Actor } from '@/lib/local-aws/cloudtrail/actor';
import { toSessionCaller, type Role, type Session, type User } from '@/lib/local-aws/iam/identity';

const account = '111122223333';
const issuedAt = Date.UTC(2026, 10, 20, 8);
const person = {
  userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
  identityStoreArn: `arn:aws:identitystore::${account}:identitystore/d-9067642ac7`,
};

export function makeRole(roleName = 'payments-api', path = ''): Role {
  const arn = `arn:aws:iam::${account}:role/${path}${roleName}`;
  const rights = { trust: { statements: [] }, policies: [], maxSessionSeconds: 3600 };
  return { account, arn, roleName, roleId: 'AROAEXAMPLEEXAMPLE01', ...rights };
}

export function makeSession(more: Partial<Session> = {}, role = makeRole()): Actor {
  const session = { role, sessionName: 'payments', issuedAt, expiresAt: issuedAt + 3_600_000, mfa: false, ...more };
  return toSessionCaller(session, 'ASIAEXAMPLEEXAMPLE01');
}

const user: User = {
  account,
  arn: `arn:aws:iam::${account}:user/team/ana`,
  userName: 'ana',
  userId: 'AIDAEXAMPLEEXAMPLE01',
  policies: [],
  keys: [],
};
const root: User = { ...user, arn: `arn:aws:iam::${account}:root`, userName: 'root', root: true };
const key = { account, arn: user.arn, accessKeyId: 'AKIAEXAMPLEEXAMPLE01' };
const temporary = { ...key, accessKeyId: 'ASIAEXAMPLEEXAMPLE02' };
const eks = `arn:aws:iam::${account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/4C8E1F0A9B7D`;

/** One actor of every shape that aws-facts §2.4 lists, and of every way in which a session says where it came from. */
export const actors = {
  user: { kind: 'user', ...key, user },
  'user in the console': { kind: 'user', ...temporary, user, signIn: { at: issuedAt, mfa: true, fromConsole: true } },
  'user with a second factor': { kind: 'user', ...temporary, user, signIn: { at: issuedAt, mfa: true } },
  root: { kind: 'user', ...key, arn: root.arn, user: root },
  'root with an alias': { kind: 'user', ...key, arn: root.arn, user: { ...root, alias: 'acme-prod' } },
  'root of another account': {
    kind: 'user',
    ...temporary,
    arn: root.arn,
    user: root,
    signIn: { at: issuedAt, mfa: false, assumedRoot: true },
  },
  session: makeSession(),
  'session of a web identity': makeSession({
    webIdentityProvider: eks,
    webIdentityAttributes: { sub: 'system:serviceaccount:auth:issuer' },
  }),
  'session with a source identity': makeSession({ sourceIdentity: 'ana@example.com' }),
  'session of an instance': makeSession({ ec2: true, sessionName: 'i-0123456789abcdef0' }),
  'session of a function': makeSession({
    issuer: { issuerType: 'AWS::Lambda::Function', sourceArn: `arn:aws:lambda:eu-west-1:${account}:function:charge` },
  }),
  'session of Identity Center': makeSession(
    { sessionName: 'ana@example.com', fromConsole: true },
    makeRole('AWSReservedSSO_Admin_0123456789abcdef', 'aws-reserved/sso.amazonaws.com/eu-west-1/'),
  ),
  'session that assumed root': makeSession({ assumedRoot: true }),
  'session of a console sign-in': makeSession({
    signInSessionArn: `arn:aws:signin:eu-west-1:${account}:session/0a1b2c3d`,
  }),
  'session on behalf of somebody': makeSession({ onBehalfOf: person }),
  'session of a delegate': makeSession({ delegate: '999900001111' }),
  role: { kind: 'role', role: makeRole() },
  'federated user': {
    kind: 'federated',
    issuer: user,
    name: 'partner',
    accessKeyId: 'ASIAEXAMPLEEXAMPLE03',
    issuedAt,
  },
  'federated user of root': {
    kind: 'federated',
    issuer: root,
    name: 'partner',
    accessKeyId: 'ASIAEXAMPLEEXAMPLE03',
    issuedAt,
  },
  'another account': { kind: 'account', account: '444455556666', principalId: 'AIDAEXAMPLEEXAMPLE09' },
  service: { kind: 'service', service: 'rds.amazonaws.com' },
  'SAML user': { kind: 'saml', principalId: 'SAML:ana', userName: 'ana', provider: 'idp.example.com' },
  'web identity': { kind: 'web', principalId: `${eks}:sts:ana`, userName: 'ana', provider: eks },
  'Identity Center user': { kind: 'identity-center', account, person, credentialId: 'EXAMPLEVHULjJdTUdPJfofVa1' },
} satisfies Record<string, Actor>;

export type ActorShape = keyof typeof actors;
