/**
 * The permission table is data: it guards every verb, names the ledger's actions, and Settings shows
 * it. `can` finishes the sentence "may …".
 */
export const PERMISSIONS = {
  'inventory.read': { can: 'see secrets, their facts, versions and rotation state', act: false },
  'history.read': { can: 'see who accessed a secret', act: false },
  'ledger.read': { can: 'read the ledger', act: false },
  'secret.reveal': { can: 'reveal a value', act: true },
  'secret.rotate': { can: 'start a rotation', act: true },
  'secret.recover': { can: 'clear a stuck label, roll back to an earlier version', act: true },
  'scope.sync': { can: 'ask for a refresh from AWS', act: true },
  'settings.read': { can: 'see scopes, rules and configuration', act: false },
  'token.manage': { can: 'create and end API tokens', act: true },
  'session.end': { can: "end anybody's session", act: true },
} as const satisfies Record<string, { can: string; act: boolean }>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** What a ledger entry may be about: every permission, and what Keyledger does by itself. */
export type LedgerAction = Permission | 'session.start' | 'config.loaded' | 'ledger.restored';
