import { PERSONAS, type Grant, type GrantRule } from '@/lib/domain/grant';
import { PERMISSION_NAMES, type Permission } from '@/lib/domain/permission';
import { accounts } from '@/lib/local-aws/seed/identities';

const rights = (permissions: readonly Permission[], where: GrantRule, effect: Grant['effect'] = 'allow'): Grant[] =>
  permissions.map((permission) => ({ permission, effect, where }));

const without = (...names: Permission[]): Permission[] => PERMISSION_NAMES.filter((name) => !names.includes(name));

const named = (prefix: string, grantsOf: (permission: Permission) => Grant[]): Record<string, Grant[]> =>
  Object.fromEntries(PERMISSION_NAMES.map((permission) => [`${prefix} ${permission}`, grantsOf(permission)]));

/** What a restriction holds for; who reads settings or ends sessions sees what belongs to no secret. */
const ABOUT_SECRETS = without('review.sign', 'settings.read', 'notification.test', 'token.manage', 'session.end');
/** Of some that are restricted there are tokens, too. */
const MAKES_TOKENS = rights(['token.manage'], {});
/** Of what they see. */
const REVIEWS = rights(['review.sign'], {});
const [, , sandbox] = accounts;

/** Who may do everything with secrets, but only here: by each kind of rule that a grant can have, and by denial. */
export const RESTRICTED: Readonly<Record<string, readonly Grant[]>> = {
  'in an account': [...rights(ABOUT_SECRETS, { accounts: [sandbox?.id ?? ''] }), ...REVIEWS],
  'in an environment': [...rights(ABOUT_SECRETS, { environments: ['staging'] }), ...REVIEWS],
  'outside an environment': rights(ABOUT_SECRETS, { notEnvironments: ['prod', 'staging'] }),
  'under a prefix': [...rights(ABOUT_SECRETS, { namePrefix: 'staging/' }), ...MAKES_TOKENS],
  'with a tag': [...rights(ABOUT_SECRETS, { tag: { key: 'team', value: 'payments' } }), ...MAKES_TOKENS],
  'denied a tag': [
    ...REVIEWS,
    ...rights(ABOUT_SECRETS, {}),
    ...MAKES_TOKENS,
    ...rights(ABOUT_SECRETS, { tag: { key: 'team', value: 'payments' } }, 'deny'),
  ],
  'denied an account': [
    ...rights(ABOUT_SECRETS, {}),
    ...rights(ABOUT_SECRETS, { accounts: [sandbox?.id ?? ''] }, 'deny'),
  ],
  'history wider than inventory': [
    ...REVIEWS,
    ...rights(['inventory.read'], { environments: ['dev'] }),
    ...rights(['history.read'], { environments: ['dev', 'staging'] }),
  ],
  'inventory wider than acts': [
    ...rights(['inventory.read', 'history.read'], { environments: ['dev', 'staging'] }),
    ...rights(
      ABOUT_SECRETS.filter((name) => !['inventory.read', 'history.read', 'ledger.read'].includes(name)),
      { environments: ['dev'] },
    ),
  ],
};

/** Who sees everything, and may do one thing in fewer places. */
const NARROWER: Readonly<Record<string, readonly Grant[]>> = {
  'refreshing in an account': [
    ...rights(['inventory.read', 'settings.read'], {}),
    ...rights(['scope.sync'], { accounts: [sandbox?.id ?? ''] }),
  ],
  'refreshing in an environment': [
    ...rights(['inventory.read'], {}),
    ...rights(['scope.sync'], { environments: ['staging'] }),
  ],
  'ledger narrower than history': [
    ...rights(['inventory.read', 'history.read'], {}),
    ...rights(['ledger.read'], { environments: ['dev'] }),
  ],
};

/** Everybody whom the matrix asks as: the personas, each permission alone, all but each, the restricted, and nobody. */
export const PEOPLE: Readonly<Record<string, readonly Grant[]>> = {
  ...PERSONAS,
  ...named('only', (permission) => rights([permission], {})),
  ...named('all but', (permission) => rights(without(permission), {})),
  ...RESTRICTED,
  ...NARROWER,
  nobody: [],
};

/** Who is not signed in. */
export const STRANGER = 'a stranger';
