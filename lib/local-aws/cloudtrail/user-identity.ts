import type { Caller, Session } from '@/lib/local-aws/iam/identity';
import type { JsonObject } from '@/lib/local-aws/wire/json';

/** CloudTrail's times are whole seconds. */
export const toTrailTime = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

function sessionContext(session: Session): JsonObject {
  const { role } = session;
  const federated = session.webIdentityProvider;
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: role.roleId,
      arn: role.arn,
      accountId: role.account,
      userName: role.roleName,
    },
    webIdFederationData: federated === undefined ? undefined : { federatedProvider: federated, attributes: {} },
    attributes: { creationDate: toTrailTime(session.issuedAt), mfaAuthenticated: String(session.mfa) },
    ec2RoleDelivery: session.ec2 === true ? '2.0' : undefined,
    sourceIdentity: session.sourceIdentity,
  };
}

/** The userIdentity element of a caller (aws-facts §2.4, "CloudTrail userIdentity element"). */
export function toUserIdentity(caller: Caller, invokedBy?: string): JsonObject {
  const { arn, account, accessKeyId } = caller;
  if (caller.kind === 'user') {
    const { user } = caller;
    const common = { principalId: user.root === true ? account : user.userId, arn, accountId: account, accessKeyId };
    if (user.root !== true) return { type: 'IAMUser', ...common, userName: user.userName, invokedBy };
    return { type: 'Root', ...common, sessionContext: { attributes: { mfaAuthenticated: 'false' } }, invokedBy };
  }
  const { session } = caller;
  const { issuer } = session;
  return {
    type: 'AssumedRole',
    principalId: `${session.role.roleId}:${session.sessionName}`,
    arn,
    accountId: account,
    accessKeyId,
    sessionContext: sessionContext(session),
    invokedBy,
    inScopeOf: issuer && {
      sourceArn: issuer.sourceArn,
      sourceAccount: account,
      issuerType: issuer.issuerType,
      credentialsIssuedTo: issuer.sourceArn,
    },
  };
}

/** What LookupEvents shows as Username: the user's name, or the session's (aws-facts §2.1). */
export function toUsername(caller: Caller): string {
  if (caller.kind === 'session') return caller.session.sessionName;
  return caller.user.root === true ? 'root' : caller.user.userName;
}
