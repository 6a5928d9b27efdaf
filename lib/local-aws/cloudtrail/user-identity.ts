import { partitionIn } from '@/lib/local-aws/world/partition';
import type { Caller, User } from '@/lib/local-aws/iam/identity';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { Actor } from './actor';
import { toFederatedContext, toRoleContext, toUserContext } from './session-context';

type Of<K extends Actor['kind']> = Extract<Actor, { kind: K }>;

function toUser({ user, arn, account, accessKeyId, signIn }: Of<'user'>, invokedBy?: string): JsonObject {
  const sessionContext = toUserContext(signIn);
  if (user.root !== true)
    return {
      type: 'IAMUser',
      principalId: user.userId,
      arn,
      accountId: account,
      accessKeyId,
      userName: user.userName,
      sessionContext,
      invokedBy,
    };
  return {
    type: 'Root',
    principalId: account,
    arn,
    accountId: account,
    accessKeyId,
    userName: user.alias,
    sessionContext: sessionContext ?? { attributes: { mfaAuthenticated: 'false' } },
    invokedBy,
  };
}

function toAssumedRole({ session, arn, account, accessKeyId }: Of<'session'>, invokedBy?: string): JsonObject {
  const { issuer, delegate, onBehalfOf } = session;
  return {
    type: 'AssumedRole',
    principalId: `${session.role.roleId}:${session.sessionName}`,
    arn,
    accountId: account,
    accessKeyId,
    sessionContext: toRoleContext(session),
    invokedBy,
    invokedByDelegate: delegate === undefined ? undefined : { accountId: delegate },
    onBehalfOf,
    inScopeOf: issuer && {
      sourceArn: issuer.sourceArn,
      sourceAccount: account,
      issuerType: issuer.issuerType,
      credentialsIssuedTo: issuer.sourceArn,
    },
  };
}

const federatedArn = ({ account, arn }: User, name: string) =>
  `arn:${partitionIn(arn)}:sts::${account}:federated-user/${name}`;

function toFederatedUser({ issuer, name, accessKeyId, issuedAt, mfa }: Of<'federated'>): JsonObject {
  return {
    type: 'FederatedUser',
    principalId: `${issuer.account}:${name}`,
    arn: federatedArn(issuer, name),
    accountId: issuer.account,
    accessKeyId,
    sessionContext: toFederatedContext(issuer, issuedAt, mfa === true),
  };
}

/** The userIdentity element of an actor (CloudTrail user guide, "userIdentity element"; aws-facts §2.4). */
export function toUserIdentity(actor: Actor, invokedBy?: string): JsonObject {
  switch (actor.kind) {
    case 'user':
      return toUser(actor, invokedBy);
    case 'session':
      return toAssumedRole(actor, invokedBy);
    case 'role':
      return { type: 'Role', principalId: actor.role.roleId, arn: actor.role.arn, accountId: actor.role.account };
    case 'federated':
      return toFederatedUser(actor);
    case 'account':
      return { type: 'AWSAccount', principalId: actor.principalId, accountId: actor.account, invokedBy };
    case 'service':
      return { type: 'AWSService', invokedBy: actor.service };
    case 'saml':
    case 'web': {
      const { principalId, userName, provider } = actor;
      const type = actor.kind === 'saml' ? 'SAMLUser' : 'WebIdentityUser';
      return { type, principalId, userName, identityProvider: provider };
    }
    case 'identity-center': {
      const { account, person, credentialId } = actor;
      return { type: 'IdentityCenterUser', accountId: account, onBehalfOf: person, credentialId };
    }
  }
}

const nameOfUser = ({ user }: Extract<Caller, { kind: 'user' }>) => (user.root === true ? 'root' : user.userName);

/** What LookupEvents shows as Username: the user's name, or the session's (aws-facts §2.1). */
export function toUsername(actor: Actor): string | undefined {
  switch (actor.kind) {
    case 'session':
      return actor.session.sessionName;
    case 'user':
      return nameOfUser(actor);
    case 'role':
      return actor.role.roleName;
    case 'federated':
      return actor.name;
    case 'saml':
    case 'web':
      return actor.userName;
    case 'identity-center':
      return actor.person.userId;
    default:
      return undefined;
  }
}
