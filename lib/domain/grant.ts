import type { Permission } from './permission';
import { PROD } from './environment-verdict';

/**
 * Where a grant holds: every stated condition must (AND). An empty rule is everywhere.
 * `environments` are the guarded ones for acts (see `toGuardedEnvironment`), the plain ones for reading.
 */
export interface GrantRule {
  environments?: string[];
  notEnvironments?: string[];
  accounts?: string[];
  tag?: { key: string; value: string };
  namePrefix?: string;
  /** One more rule that must hold: where an API token is narrower than what its person is granted, or two permissions are asked for. */
  also?: GrantRule;
}

export interface Grant {
  permission: Permission;
  effect: 'allow' | 'deny';
  where: GrantRule;
}

/** Which secrets a query may touch: any allow rule matches and no deny rule does. No allow rule: nothing. */
export interface Visibility {
  allow: GrantRule[];
  deny: GrantRule[];
}

/** What a rule looks at. */
export interface GrantFacts {
  environment: string;
  accountId: string;
  tags: Record<string, string>;
  name: string;
}

export const NOTHING: Visibility = { allow: [], deny: [] };
export const EVERYTHING: Visibility = { allow: [{}], deny: [] };

export function visibilityOf(grants: readonly Grant[], permission: Permission): Visibility {
  const mine = grants.filter((grant) => grant.permission === permission);
  return {
    allow: mine.filter((grant) => grant.effect === 'allow').map((grant) => grant.where),
    deny: mine.filter((grant) => grant.effect === 'deny').map((grant) => grant.where),
  };
}

/** A rule without a condition. */
export const isEverywhere = (rule: GrantRule): boolean =>
  Object.values(rule).every((condition) => condition === undefined);

/** Something may be within it: allowed somewhere, and not denied everywhere. */
export const mayHold = ({ allow, deny }: Visibility): boolean => allow.length > 0 && !deny.some(isEverywhere);

/** Holds `permission` anywhere at all: what decides whether a screen or a verb exists for someone. */
export const holds = (grants: readonly Grant[], permission: Permission): boolean =>
  mayHold(visibilityOf(grants, permission));

export const seesEverything = (visibility: Visibility): boolean =>
  visibility.deny.length === 0 && visibility.allow.some((rule) => Object.keys(rule).length === 0);

export function matchesRule(rule: GrantRule, facts: GrantFacts): boolean {
  if (rule.environments && !rule.environments.includes(facts.environment)) return false;
  if (rule.notEnvironments?.includes(facts.environment)) return false;
  if (rule.accounts && !rule.accounts.includes(facts.accountId)) return false;
  if (rule.tag && !(Object.hasOwn(facts.tags, rule.tag.key) && facts.tags[rule.tag.key] === rule.tag.value))
    return false;
  if (rule.also && !matchesRule(rule.also, facts)) return false;
  return rule.namePrefix === undefined || facts.name.startsWith(rule.namePrefix);
}

export const permits = (visibility: Visibility, facts: GrantFacts): boolean =>
  visibility.allow.some((rule) => matchesRule(rule, facts)) &&
  !visibility.deny.some((rule) => matchesRule(rule, facts));

const everywhere = (...permissions: Permission[]): Grant[] =>
  permissions.map((permission) => ({ permission, effect: 'allow', where: {} }));

const where = (rule: GrantRule, grants: Grant[]): Grant[] =>
  grants.map((grant) => ({ ...grant, where: { ...grant.where, ...rule } }));

const operator: Grant[] = [
  ...everywhere('inventory.read', 'history.read', 'scope.sync', 'secret.rotate', 'secret.diagnose', 'secret.annotate'),
  ...where({ notEnvironments: [PROD] }, everywhere('secret.recover', 'secret.reveal', 'logs.read')),
];

/** The demo's personas (contract.md, Permissions). */
export const PERSONAS = {
  viewer: everywhere('inventory.read'),
  auditor: everywhere('inventory.read', 'history.read', 'ledger.read', 'review.sign', 'settings.read'),
  operator,
  owner: [...where({ tag: { key: 'team', value: 'payments' } }, operator), ...everywhere('review.sign')],
  admin: everywhere(
    'inventory.read',
    'history.read',
    'ledger.read',
    'secret.reveal',
    'secret.rotate',
    'secret.recover',
    'secret.diagnose',
    'logs.read',
    'secret.annotate',
    'review.sign',
    'scope.sync',
    'settings.read',
    'notification.test',
    'token.manage',
    'session.end',
  ),
} as const satisfies Record<string, Grant[]>;

export type Persona = keyof typeof PERSONAS;
