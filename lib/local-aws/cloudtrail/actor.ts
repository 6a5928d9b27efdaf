import type { Caller, IdentityCenterPerson, Role, User } from '@/lib/local-aws/iam/identity';

/** Whom records know and who signs no request here: services, other ways of signing in (aws-facts §2.4). */
export type Onlooker =
  | { kind: 'role'; role: Role }
  /** A session of GetFederationToken, called by a user or by root. */
  | { kind: 'federated'; issuer: User; name: string; accessKeyId: string; issuedAt: number; mfa?: boolean }
  /** Another account, where no more is told of the caller. */
  | { kind: 'account'; account: string; principalId: string }
  | { kind: 'service'; service: string }
  /** Only in STS's AssumeRoleWithSAML and AssumeRoleWithWebIdentity; `provider` is the ARN or name of the issuer. */
  | { kind: 'saml' | 'web'; principalId: string; userName: string; provider: string }
  /** A bearer token of IAM Identity Center. */
  | { kind: 'identity-center'; account: string; person: IdentityCenterPerson; credentialId: string };

/** Whoever can stand in a record's userIdentity. */
export type Actor = Caller | Onlooker;

/** The account an actor belongs to; services and people before they assume a role have none. */
export function accountOf(actor: Actor): string | undefined {
  if (actor.kind === 'role') return actor.role.account;
  if (actor.kind === 'federated') return actor.issuer.account;
  return 'account' in actor ? actor.account : undefined;
}

export function accessKeyOf(actor: Actor): string | undefined {
  return 'accessKeyId' in actor ? actor.accessKeyId : undefined;
}

function principalIdOf(actor: Actor): string | undefined {
  switch (actor.kind) {
    case 'session':
      return `${actor.session.role.roleId}:${actor.session.sessionName}`;
    case 'user':
      return actor.user.root === true ? actor.account : actor.user.userId;
    case 'role':
      return actor.role.roleId;
    case 'federated':
      return `${actor.issuer.account}:${actor.name}`;
    default:
      return 'principalId' in actor ? actor.principalId : undefined;
  }
}

/**
 * The actor as the trail of `recipient` shows it: another account's caller is an account and a principal id there, and no
 * more (CloudTrail user guide, "sharedEventID").
 */
export function seenFrom(recipient: string, actor: Actor): Actor {
  const account = accountOf(actor);
  const principalId = principalIdOf(actor);
  if (account === undefined || account === recipient || principalId === undefined) return actor;
  return { kind: 'account', account, principalId };
}
