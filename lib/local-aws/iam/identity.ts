import type { Policy } from './policy';

export type AccessKey = { accessKeyId: string; secretAccessKey: string };

/** An IAM user, or with `root: true` the account's root user. */
export type User = {
  account: string;
  arn: string;
  userName: string;
  userId: string;
  policies: Policy[];
  keys: AccessKey[];
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
};

export type Session = {
  role: Role;
  sessionName: string;
  sourceIdentity?: string;
  sessionPolicy?: Policy;
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

/** Who signed a request. `arn` is the one in error messages and in userIdentity.arn. */
export type Caller = { account: string; arn: string; accessKeyId: string } & (
  | { kind: 'user'; user: User; signIn?: SignIn }
  | { kind: 'session'; session: Session }
);

/** Every name under which a resource or trust policy may mean this caller. */
export function namesOf(caller: Caller): string[] {
  const names = [caller.arn, caller.account, `arn:aws:iam::${caller.account}:root`];
  return caller.kind === 'session' ? [...names, caller.session.role.arn] : names;
}

export function toSessionCaller(session: Session, accessKeyId: string): Caller {
  const { role, sessionName } = session;
  const arn = `arn:aws:sts::${role.account}:assumed-role/${role.roleName}/${sessionName}`;
  return { kind: 'session', account: role.account, arn, accessKeyId, session };
}
