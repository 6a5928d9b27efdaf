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
  ec2?: boolean;
  webIdentityProvider?: string;
};

/** Who signed a request. `arn` is the one in error messages and in userIdentity.arn. */
export type Caller = { account: string; arn: string; accessKeyId: string } & (
  | { kind: 'user'; user: User }
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
