/**
 * The permission table is data: it guards every verb, names the ledger's actions, and Settings shows
 * it. `can` finishes the sentence "may …"; `byToken`: an API token may be given it.
 */
export const PERMISSIONS = {
  'inventory.read': { can: 'see secrets, their facts, versions and rotation state', act: false, byToken: true },
  'history.read': { can: 'see who accessed a secret', act: false, byToken: true },
  'ledger.read': { can: 'read the ledger', act: false, byToken: true },
  'secret.reveal': { can: 'reveal a value', act: true, byToken: false },
  'secret.rotate': { can: 'start a rotation', act: true, byToken: true },
  'secret.recover': {
    can: 'clear a stuck label, roll back to an earlier version, turn automatic rotation off',
    act: true,
    byToken: true,
  },
  'secret.diagnose': { can: 'have the function looked at that fails to rotate a secret', act: true, byToken: true },
  'logs.read': { can: 'read what such a function logged, masked as far as can be', act: true, byToken: false },
  'secret.annotate': { can: 'set owner, note and runbook link of a secret', act: true, byToken: true },
  'review.sign': { can: 'begin, mark and sign access reviews, dismiss unusual reads', act: true, byToken: false },
  'scope.sync': { can: 'ask for a refresh from AWS', act: true, byToken: true },
  'settings.read': { can: 'see scopes, rules and configuration', act: false, byToken: true },
  'notification.test': { can: 'send a test to a channel of notifications', act: true, byToken: true },
  'token.manage': { can: 'create and end API tokens', act: true, byToken: false },
  'session.end': { can: "end anybody's session", act: true, byToken: false },
} as const satisfies Record<string, { can: string; act: boolean; byToken: boolean }>;

/** About no secret at all: they hold or they do not, and no place can be said for them. */
export const PLACELESS: readonly Permission[] = [
  'review.sign',
  'settings.read',
  'notification.test',
  'token.manage',
  'session.end',
];

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** A value is for a person's eyes, and so is a log, of which masking is best effort; a sign-off is a person's word; and whoever holds a token must not make more of them, nor end what a person began. */
export const TOKEN_PERMISSIONS: readonly Permission[] = PERMISSION_NAMES.filter((name) => PERMISSIONS[name].byToken);

/** What a ledger entry may be about beside every permission: what Keyledger does by itself, and who renames or deletes what another shared. */
export const OWN_ACTIONS = [
  'session.start',
  'view.rename',
  'view.delete',
  'review.begin',
  'review.discard',
  'review.resolve',
  'unusual.dismiss',
  'unusual.reopen',
  'wave.start',
  'wave.pause',
  'wave.resume',
  'wave.abort',
  'config.loaded',
  'history.ask',
  'history.import',
  'history.replace',
  'ledger.restored',
] as const;
export type LedgerAction = Permission | (typeof OWN_ACTIONS)[number];
