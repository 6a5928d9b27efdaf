import type { Session, SignIn, User } from '@/lib/local-aws/iam/identity';
import type { JsonObject } from '@/lib/local-aws/wire/json';

/** CloudTrail's times are whole seconds. */
export const toTrailTime = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

const toAttributes = (at: number, mfa: boolean): JsonObject => ({
  creationDate: toTrailTime(at),
  mfaAuthenticated: String(mfa),
});

/** What a role's session carries: who issued it, how it was got, and whom it names. */
export function toRoleContext(session: Session): JsonObject {
  const { role, webIdentityProvider: provider } = session;
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: role.roleId,
      arn: role.arn,
      accountId: role.account,
      userName: role.roleName,
    },
    webIdFederationData:
      provider === undefined
        ? undefined
        : { federatedProvider: provider, attributes: session.webIdentityAttributes ?? {} },
    attributes: toAttributes(session.issuedAt, session.mfa),
    ec2RoleDelivery: session.ec2 === true ? '2.0' : undefined,
    sourceIdentity: session.sourceIdentity,
    assumedRoot: session.assumedRoot === true ? 'true' : undefined,
    signInSessionArn: session.signInSessionArn,
  };
}

/** A user's own temporary credentials have no issuer; nothing at all is written of a permanent key. */
export function toUserContext(signIn: SignIn | undefined): JsonObject | undefined {
  if (signIn === undefined) return undefined;
  return {
    attributes: toAttributes(signIn.at, signIn.mfa),
    assumedRoot: signIn.assumedRoot === true ? 'true' : undefined,
  };
}

/** A federated user's session is issued by a user or by root. */
export function toFederatedContext(issuer: User, issuedAt: number, mfa: boolean): JsonObject {
  const root = issuer.root === true;
  return {
    sessionIssuer: {
      type: root ? 'Root' : 'IAMUser',
      principalId: root ? issuer.account : issuer.userId,
      arn: issuer.arn,
      accountId: issuer.account,
      userName: root ? undefined : issuer.userName,
    },
    attributes: toAttributes(issuedAt, mfa),
  };
}
