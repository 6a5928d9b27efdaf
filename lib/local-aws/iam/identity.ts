import { partitionIn } from '@/lib/local-aws/world/partition';
import type { Policy } from './policy';

/** By key; keys are told apart without regard to case. */
export type Tags = Readonly<Record<string, string>>;

export type AccessKey = { accessKeyId: string; secretAccessKey: string };

/** An IAM user, or with `root: true` the account's root user. */
export type User = {
  account: string;
  arn: string;
  userName: string;
  userId: string;
  policies: Policy[];
  keys: AccessKey[];
  /** The permissions boundary: what the policies can give at most. */
  boundary?: Policy;
  tags?: Tags;
  root?: boolean;
  /** Root's `userName` in records: the account's alias, where it has one. */
  alias?: string;
};

export type Role = {
  account: string;
  /** With its path, as IAM and sessionIssuer show it. */
  arn: string;
  roleName: string;
  roleId: string;
  trust: Policy;
  policies: Policy[];
  maxSessionSeconds: number;
  boundary?: Policy;
  tags?: Tags;
};

export type Session = {
  role: Role;
  sessionName: string;
  sourceIdentity?: string;
  sessionPolicy?: Policy;
  /** Session tags, those a chain of roles handed on among them. */
  tags?: Tags;
  transitiveTagKeys?: readonly string[];
  issuedAt: number;
  expiresAt: number;
  mfa: boolean;
  /** Set where the session belongs to a workload: shown as `inScopeOf` in its records. */
  issuer?: { sourceArn: string; issuerType: string };
  fromConsole?: boolean;
  /** Credentials from the instance metadata service (IMDSv2). */
  ec2?: boolean;
  webIdentityProvider?: string;
  /** Claims of the web identity's token, such as `sub` and `aud`. */
  webIdentityAttributes?: { readonly [claim: string]: string };
  /** The console sign-in that the session came from. */
  signInSessionArn?: string;
  /** AssumeRoot: a management account's session as another account's root. */
  assumedRoot?: boolean;
  onBehalfOf?: IdentityCenterPerson;
  /** The account of the product provider that acts by delegation. */
  delegate?: string;
};

export type IdentityCenterPerson = { userId: string; identityStoreArn: string };

/** A user's temporary credentials: signed in to the console, or with a second factor (GetSessionToken). */
export type SignIn = { at: number; mfa: boolean; fromConsole?: boolean; assumedRoot?: boolean };

/** A session of GetFederationToken: a user's rights, as far as the session policy lets them through. */
export type FederatedSession = {
  issuer: User;
  name: string;
  issuedAt: number;
  expiresAt: number;
  mfa: boolean;
  sessionPolicy?: Policy;
  tags?: Tags;
};

/** Who signed a request. `arn` is the one in error messages and in userIdentity.arn. */
export type Caller = { account: string; arn: string; accessKeyId: string } & (
  | { kind: 'user'; user: User; signIn?: SignIn }
  | { kind: 'session'; session: Session }
  | ({ kind: 'federated' } & FederatedSession)
);

/** The names that mean this caller and no other principal of its account. */
export function ownNames(caller: Caller): string[] {
  if (caller.kind === 'session') return [caller.arn, caller.session.role.arn];
  return caller.kind === 'federated' ? [caller.arn, caller.issuer.arn] : [caller.arn];
}

/** Every name under which a resource or trust policy may mean this caller. */
export function namesOf(caller: Caller): string[] {
  return [...ownNames(caller), caller.account, `arn:${partitionIn(caller.arn)}:iam::${caller.account}:root`];
}

export function toSessionCaller(session: Session, accessKeyId: string): Caller {
  const { role, sessionName } = session;
  const arn = `arn:${partitionIn(role.arn)}:sts::${role.account}:assumed-role/${role.roleName}/${sessionName}`;
  return { kind: 'session', account: role.account, arn, accessKeyId, session };
}

export function toFederatedCaller(session: FederatedSession, accessKeyId: string): Caller {
  const { account } = session.issuer;
  const arn = `arn:${partitionIn(session.issuer.arn)}:sts::${account}:federated-user/${session.name}`;
  return { kind: 'federated', account, arn, accessKeyId, ...session };
}
