import { expect, test } from 'vitest';
import { actors, type ActorShape } from '@/lib/local-aws/testing/actors';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { accountOf, seenFrom, type Actor } from './actor';
import { toApiEvent, type ApiRecord } from './api-record';
import { toUserIdentity, toUsername } from './user-identity';

const issuer = 'type principalId arn accountId userName';
const attributes = 'creationDate mfaAuthenticated';
const common = 'type principalId arn accountId accessKeyId';
const session = `${common} sessionContext{sessionIssuer{${issuer}} attributes{${attributes}}`;

/** The members of an element and of those inside it, in their order. */
function shapeOf(value: JsonObject): string {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => (isJsonObject(member) ? `${name}{${shapeOf(member)}}` : name))
    .join(' ');
}

const shapes: Record<ActorShape, string> = {
  user: `${common} userName`,
  'user in the console': `${common} userName sessionContext{attributes{${attributes}}}`,
  'user with a second factor': `${common} userName sessionContext{attributes{${attributes}}}`,
  root: `${common} sessionContext{attributes{mfaAuthenticated}}`,
  'root with an alias': `${common} userName sessionContext{attributes{mfaAuthenticated}}`,
  'root of another account': `${common} sessionContext{attributes{${attributes}} assumedRoot}`,
  session: `${session}}`,
  'session of a web identity': `${common} sessionContext{sessionIssuer{${issuer}} webIdFederationData{federatedProvider attributes{sub}} attributes{${attributes}}}`,
  'session with a source identity': `${session} sourceIdentity}`,
  'session of an instance': `${session} ec2RoleDelivery}`,
  'session of a function': `${session}} inScopeOf{sourceArn sourceAccount issuerType credentialsIssuedTo}`,
  'session of Identity Center': `${session}}`,
  'session that assumed root': `${session} assumedRoot}`,
  'session of a console sign-in': `${session} signInSessionArn}`,
  'session on behalf of somebody': `${session}} onBehalfOf{userId identityStoreArn}`,
  'session of a delegate': `${session}} invokedByDelegate{accountId}`,
  role: 'type principalId arn accountId',
  'federated user': `${common} sessionContext{sessionIssuer{${issuer}} attributes{${attributes}}}`,
  'federated user of root': `${common} sessionContext{sessionIssuer{type principalId arn accountId} attributes{${attributes}}}`,
  'another account': 'type principalId accountId',
  service: 'type invokedBy',
  'SAML user': 'type principalId userName identityProvider',
  'web identity': 'type principalId userName identityProvider',
  'Identity Center user': 'type accountId onBehalfOf{userId identityStoreArn} credentialId',
};

const all: [string, Actor][] = Object.entries(actors);

test.each(all)('the userIdentity of: %s', (name, actor) => {
  const expected = Object.entries(shapes).find(([shape]) => shape === name)?.[1];
  expect(shapeOf(toUserIdentity(actor))).toBe(expected);
});

test.each([
  ['user', 'IAMUser', 'ana'],
  ['root', 'Root', 'root'],
  ['session', 'AssumedRole', 'payments'],
  ['role', 'Role', 'payments-api'],
  ['federated user', 'FederatedUser', 'partner'],
  ['another account', 'AWSAccount', undefined],
  ['service', 'AWSService', undefined],
  ['SAML user', 'SAMLUser', 'ana'],
  ['web identity', 'WebIdentityUser', 'ana'],
  ['Identity Center user', 'IdentityCenterUser', '544894e8-80c1-707f-60e3-3ba6510dfac1'],
] as const)('%s is of type %s and known as %s', (shape, type, username) => {
  expect(toUserIdentity(actors[shape]).type).toBe(type);
  expect(toUsername(actors[shape])).toBe(username);
});

test.each(all.filter(([, actor]) => !['service', 'saml', 'web', 'identity-center'].includes(actor.kind)))(
  'in the trail of another account a caller is an account and a principal: %s',
  (_name, actor) => {
    const seen = toUserIdentity(seenFrom('222233334444', actor));
    expect(seen).toEqual({ type: 'AWSAccount', principalId: expect.any(String), accountId: accountOf(actor) });
  },
);

const call: ApiRecord = {
  id: 'id',
  requestId: 'request',
  time: 1e12,
  region: 'eu-west-1',
  recipient: '111122223333',
  source: 'secretsmanager.amazonaws.com',
  name: 'GetSecretValue',
  readOnly: true,
  caller: actors.session,
  sourceIp: '10.0.0.7',
  userAgent: 'aws-cli',
  request: { secretId: 'a' },
  response: null,
};

test('a service that acts by itself or for a caller stands for address and agent, and used no TLS of the caller', () => {
  const alone = toApiEvent({ ...call, caller: actors.service }).toRecord();
  expect(alone).toMatchObject({ sourceIPAddress: 'rds.amazonaws.com', userAgent: 'rds.amazonaws.com' });
  const inside = toApiEvent({ ...call, invokedBy: 'cloudformation.amazonaws.com' }).toRecord();
  expect(inside).toMatchObject({
    sourceIPAddress: 'cloudformation.amazonaws.com',
    userIdentity: { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' },
  });
  expect([alone.tlsDetails, inside.tlsDetails]).toEqual([undefined, undefined]);
});

test.each([
  [{ id: 'vpce-1' }, '111122223333'],
  [{ id: 'vpce-1', account: '999900001111' }, '999900001111'],
])('a VPC endpoint is named with its account: %o', (vpcEndpoint, account) => {
  expect(toApiEvent({ ...call, vpcEndpoint }).toRecord()).toMatchObject({
    vpcEndpointId: 'vpce-1',
    vpcEndpointAccountId: account,
  });
});

test('the console shows in sessions and in users, as text', () => {
  const flagOf = (caller: Actor) => toApiEvent({ ...call, caller }).toRecord().sessionCredentialFromConsole;
  expect([
    flagOf(actors['session of Identity Center']),
    flagOf(actors['user in the console']),
    flagOf(actors.user),
  ]).toEqual(['true', 'true', undefined]);
});
