import type { SecretItem } from '@/lib/contract/secret-item';

/** What a route is about, of which someone may see one and not another. */
export type Subject =
  | 'secret'
  | 'principal'
  | 'run'
  | 'session'
  | 'own-session'
  | 'token'
  | 'view'
  | 'own-view'
  | 'account'
  | 'scope'
  | 'tested-scope'
  | 'entry'
  | 'review'
  | 'open-finding'
  | 'dismissed-finding'
  | 'wave'
  | 'question'
  | 'channel'
  | 'none';

export interface Row {
  about: Subject;
  /** What a POST says; of a secret's, with all that its rules ask for. */
  body?: (subject: { id: string; secret?: SecretItem }) => unknown;
  /** Where someone who may do it is answered otherwise than the contract's own status: an act that finds nothing to do. */
  admitted?: 400 | 409;
}

const reason = 'to hold the door against its table';
const [current, other] = ['0'.repeat(32), '1'.repeat(32)];

const SET = { owner: 'me', existing: 'keep', seen: '0'.repeat(64) };
const SEEN_VIEW = { name: 'seen', shared: false, savedAt: '2026-01-01T00:00:00.000Z' };
const NO_REMINDER = { note: null, revision: '0'.repeat(22) };
const DAY_MS = 86_400_000;
/** The last days, which both count. */
const PERIOD = {
  from: new Date(Date.now() - 3 * DAY_MS).toISOString().slice(0, 10),
  to: new Date(Date.now() - DAY_MS).toISOString().slice(0, 10),
};
const toScope = (secret: SecretItem | undefined): string =>
  secret ? `${secret.account}:${secret.region}` : '999999999999:eu-west-1';
const NOBODY = { principal: 'A'.repeat(22), actorKind: 'workload' };
const NOTHING_KEPT = { owner: null, note: null, runbook: null, revision: null };

/**
 * By operation: a route without a row fails the matrix. The secrets that are asked for have no rotation
 * and no pending label, so that whoever is let in is told of a conflict and the world stays as it is.
 */
export const ROWS: Readonly<Record<string, Row>> = {
  listSecrets: { about: 'none' },
  listGroups: { about: 'none' },
  listMatrix: { about: 'none' },
  exportSecrets: { about: 'none' },
  exportSecretsCsv: { about: 'none' },
  listSavedViews: { about: 'none' },
  // What is saved, and over what, is lib/services/saved-views.test.ts.
  saveView: { about: 'none', body: () => ({}), admitted: 400 },
  // As nobody saw it so, nothing is written.
  changeView: { about: 'own-view', body: () => ({ query: '', seen: SEEN_VIEW }), admitted: 409 },
  renameView: { about: 'view', body: ({ id }) => ({ name: `renamed ${id}` }) },
  deleteView: { about: 'view' },
  getSecret: { about: 'secret' },
  listVersions: { about: 'secret' },
  listSecretAccess: { about: 'secret' },
  listSecretTimeline: { about: 'secret' },
  getPreflight: { about: 'secret' },
  getDeletion: { about: 'secret' },
  getAdoption: { about: 'secret' },
  getDiagnosis: { about: 'secret' },
  // Of what does not fail nothing is looked at; what is, lib/services/diagnose-secret.test.ts.
  diagnoseSecret: { about: 'secret', body: () => ({}), admitted: 409 },
  revealSecret: { about: 'secret', body: () => ({ mode: 'fields', reason }) },
  rotateSecret: {
    about: 'secret',
    body: ({ secret }) => ({ reason, confirmName: secret?.name ?? 'none' }),
    admitted: 409,
  },
  clearPending: { about: 'secret', body: () => ({ versionId: current, reason }), admitted: 409 },
  rollBack: {
    about: 'secret',
    body: () => ({ fromVersionId: current, toVersionId: other, reason }),
    admitted: 409,
  },
  cancelRotation: {
    about: 'secret',
    body: ({ secret }) => ({ reason, confirmName: secret?.name ?? 'none' }),
    admitted: 409,
  },
  // As nothing is kept, nothing changes.
  annotateSecret: { about: 'secret', body: () => NOTHING_KEPT },
  listAnnotations: { about: 'none' },
  // Who may say something of which prefix is lib/services/annotations.test.ts.
  annotatePrefix: { about: 'none', body: () => ({}), admitted: 400 },
  listReminders: { about: 'none' },
  listCalendar: { about: 'none' },
  getReminder: { about: 'secret' },
  // Nobody saw the reminder that both would have to name.
  setReminder: { about: 'secret', body: () => ({ ...NO_REMINDER, dueOn: null, everyDays: null }), admitted: 409 },
  completeReminder: { about: 'secret', body: () => ({ ...NO_REMINDER, next: null }), admitted: 409 },
  previewAnnotations: { about: 'secret', body: ({ id }) => ({ ids: [id] }) },
  // Who previewed nothing changes nothing.
  annotateMany: { about: 'secret', body: ({ id }) => ({ ids: [id], ...SET }), admitted: 409 },
  requestSync: { about: 'scope', body: ({ id }) => ({ scope: id }) },
  testRoles: { about: 'tested-scope', body: () => ({}) },
  listAccess: { about: 'none' },
  exportAccess: { about: 'none' },
  exportAccessCsv: { about: 'none' },
  listFirstReaders: { about: 'none' },
  listBulkReads: { about: 'none' },
  listTop: { about: 'none' },
  listHeatmap: { about: 'none' },
  listUnusual: { about: 'none' },
  // What is so already stays as it is; the rest is lib/services/dismiss-findings.test.ts.
  dismissFindings: { about: 'dismissed-finding', body: ({ id }) => ({ ids: [id], reason }), admitted: 409 },
  reopenFindings: { about: 'open-finding', body: ({ id }) => ({ ids: [id], reason }), admitted: 409 },
  listAthenaDays: { about: 'none' },
  // Athena is not asked there; what comes of a question, and who finds it, is lib/services/event-questions.test.ts.
  askForEvents: {
    about: 'secret',
    body: ({ id, secret }) => ({ scope: toScope(secret), from: PERIOD.from, to: PERIOD.to, secret: id }),
    admitted: 409,
  },
  getEventQuestion: { about: 'question' },
  cancelEventQuestion: { about: 'question', body: () => ({}) },
  listPrincipals: { about: 'none' },
  getPrincipal: { about: 'principal' },
  listPrincipalSecrets: { about: 'principal' },
  listReviews: { about: 'none' },
  beginReview: { about: 'secret', body: ({ id }) => ({ secret: id, ...PERIOD }) },
  listUnexpected: { about: 'none' },
  getReview: { about: 'review' },
  // They are signed, and stay as they are; who may do what to an open one is lib/services/reviews.test.ts.
  discardReview: { about: 'review', admitted: 409 },
  listReviewReaders: { about: 'review' },
  markReaders: {
    about: 'review',
    body: () => ({ readers: [{ ...NOBODY, seen: 0 }], verdict: 'expected', note: 'n' }),
    admitted: 409,
  },
  signReview: { about: 'review', body: () => ({ seen: '0'.repeat(64), nextInDays: 90 }), admitted: 409 },
  resolveReader: { about: 'review', body: () => ({ ...NOBODY, seen: 0, done: true, note: 'n' }), admitted: 409 },
  exportReviewCsv: { about: 'review' },
  listWaves: { about: 'none' },
  draftWave: { about: 'secret', body: ({ id }) => ({ name: 'of a matrix', source: { kind: 'ids', ids: [id] } }) },
  getWave: { about: 'wave' },
  listWaveItems: { about: 'wave' },
  // They were aborted, and stay as they are; who may do what to another is lib/services/waves.test.ts.
  startWave: { about: 'wave', body: () => ({ reason, confirmName: 'of a matrix' }), admitted: 409 },
  steerWave: { about: 'wave', body: () => ({ to: 'paused', reason }), admitted: 409 },
  exportWave: { about: 'wave' },
  exportWaveCsv: { about: 'wave' },
  listRuns: { about: 'none' },
  getRun: { about: 'run' },
  streamRun: { about: 'run' },
  listLedger: { about: 'none' },
  getLedgerEntry: { about: 'entry' },
  listOutsideReads: { about: 'none' },
  listScopes: { about: 'none' },
  getMe: { about: 'none' },
  listMySessions: { about: 'none' },
  endMySession: { about: 'own-session' },
  listTokens: { about: 'none' },
  // Whoever may create one is told what is missing; the rest is lib/services/create-token.test.ts.
  createToken: { about: 'none', body: () => ({}), admitted: 400 },
  endToken: { about: 'token' },
  exportLedger: { about: 'none' },
  exportLedgerCsv: { about: 'none' },
  listAccounts: { about: 'none' },
  getAccount: { about: 'account' },
  getRoleFile: { about: 'account' },
  getDiscovery: { about: 'none' },
  listNotifications: { about: 'none' },
  testNotification: { about: 'channel', body: () => ({}) },
  getDiscoveryFile: { about: 'none' },
  getAthena: { about: 'none' },
  getAthenaFile: { about: 'none' },
  getTrail: { about: 'none' },
  getTrailFile: { about: 'none' },
  whyGrant: { about: 'none' },
  listSessions: { about: 'none' },
  endSession: { about: 'session' },
  getSettings: { about: 'none' },
  previewEnvironments: { about: 'none', body: () => ({ environments: 'rules: [{ name: any }]' }) },
  getHealth: { about: 'none' },
  getReady: { about: 'none' },
  getMetrics: { about: 'none' },
  getOpenApi: { about: 'none' },
};
