import type { RoleUse } from './role-use';

/** `warn`: works, but asks for less than it should. `unknown`: could not be seen. */
export const CHECK_VERDICTS = ['good', 'warn', 'bad', 'unknown'] as const;
export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

/** One thing that was seen of a role, in words. */
export interface RoleCheck {
  /** `secretsmanager:DescribeSecret`, or what was looked at beside calls: `trust`, `person`, `external id`. */
  name: string;
  verdict: CheckVerdict;
  message: string;
  remedy: string | null;
}

/** A role, what it is for, and what was seen of it. `own`: the credentials that Keyledger itself runs with. */
export interface JudgedRole {
  use: RoleUse | 'own';
  arn: string | null;
  checks: RoleCheck[];
}

/** One test of all roles in a scope. */
export interface RoleTest {
  scopeId: string;
  at: Date;
  /** Who asked for it. */
  by: string;
  roles: JudgedRole[];
}

export const toUnknown = (name: string, message: string, remedy: string | null = null): RoleCheck => ({
  name,
  verdict: 'unknown',
  message,
  remedy,
});

export const toGood = (name: string, message: string): RoleCheck => ({ name, verdict: 'good', message, remedy: null });
