import type { LedgerEntryView } from '@/lib/contract/ledger';
import type { LedgerPhase } from '@/lib/domain/ledger-entry';
import type { LedgerAction } from '@/lib/domain/permission';
import type { Tone } from '@/components/ui/badge';

export const PHASE_TONES = {
  asked: 'due',
  done: 'ok',
  failed: 'warn',
  refused: 'bad',
  unknown: 'warn',
  noted: 'off',
} as const satisfies Record<LedgerPhase, Tone>;

export const PHASE_WORDS = {
  asked: 'asked',
  done: 'done',
  failed: 'failed',
  refused: 'refused',
  unknown: 'outcome unknown',
  noted: 'noted',
} as const satisfies Record<LedgerPhase, string>;

export const ACTION_WORDS = {
  'inventory.read': 'see secrets',
  'history.read': 'see who accessed',
  'ledger.read': 'read the ledger',
  'secret.reveal': 'reveal',
  'secret.rotate': 'rotate',
  'secret.recover': 'recover',
  'secret.diagnose': 'look at a function',
  'logs.read': 'read a log',
  'secret.annotate': 'annotate',
  'review.sign': 'sign a review',
  'scope.sync': 'refresh a scope',
  'settings.read': 'see settings',
  'notification.test': 'test a channel',
  'token.manage': 'manage tokens',
  'session.end': 'end a session',
  'session.start': 'sign in',
  'view.rename': 'rename a view',
  'view.delete': 'delete a view',
  'review.begin': 'begin a review',
  'review.discard': 'discard a review',
  'review.resolve': 'act on a reader',
  'unusual.dismiss': 'dismiss an unusual read',
  'unusual.reopen': 'reopen an unusual read',
  'wave.start': 'start a wave',
  'wave.pause': 'pause a wave',
  'wave.resume': 'resume a wave',
  'wave.abort': 'abort a wave',
  'config.loaded': 'configuration loaded',
  'history.ask': 'ask Athena',
  'history.import': 'import trail files',
  'history.replace': 'replace imported events',
  'ledger.restored': 'ledger restored',
} as const satisfies Record<LedgerAction, string>;

/** The act was made with the environment's own credentials: only the demo over an endpoint that is not AWS does that. */
export const UNKNOWN_TO_AWS = 'AWS does not know the person';

/** Of a reveal, what was asked for: `field names`, `field password`, `whole value`; of a recovery, which; of another's view, whose; of an import, from where; of events that were replaced, where and how many; of a test, to which channel; of a review, of what and when, or which reader; of a wave, its name; else null. */
export function describeTarget({
  mode,
  field,
  what,
  test,
  view,
  name,
  newName,
  sharedBy,
  path,
  scope,
  events,
  channel,
  review,
  wave,
  ...rest
}: LedgerEntryView['detail']): string | null {
  if (view !== undefined) {
    const became = typeof newName === 'string' ? ` to “${newName}”` : '';
    return `“${String(name)}”${became}, shared by ${String(sharedBy)}`;
  }
  if (typeof path === 'string') return path;
  if (typeof events === 'number')
    return `${events} ${events === 1 ? 'event' : 'events'} in ${String(scope)} that a file told otherwise`;
  if (typeof channel === 'string') return channel;
  if (typeof review === 'string') return describeReview(rest);
  if (typeof wave === 'string' && typeof name === 'string') return `“${name}”`;
  if (test === 'roles') return 'test of its roles';
  if (mode === 'fields') return 'field names';
  if (mode === 'field') return `field ${String(field ?? '')}`;
  if (mode === 'whole') return 'whole value';
  return typeof what === 'string' ? what : null;
}

function describeReview({ service, environment, from, to, principal, done }: LedgerEntryView['detail']): string {
  if (typeof principal === 'string') return `${principal}${done === false ? ', not done after all' : ''}`;
  const of = [service, environment].filter((part) => typeof part === 'string').join(' in ');
  return `${of}${of === '' ? '' : ', '}${String(from)} to ${String(to)}`;
}
