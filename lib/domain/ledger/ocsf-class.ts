import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { LedgerAction } from '@/lib/domain/permission';

interface OcsfUser {
  uid: string;
  name: string;
  type_id: number;
  domain: string;
  uid_alt: string;
}

export interface OcsfClass {
  classUid: number;
  className: string;
  categoryUid: number;
  categoryName: string;
  activityId: number;
  activityName: string;
  /** What this class asks for beside what all do. */
  more(user: OcsfUser, requestId: string | null): Record<string, unknown>;
}

/** API Activity (6003): 1 Create, 2 Read, 3 Update, 4 Delete, 99 Other. */
const READ = [2, 'Read'] as const;
const UPDATE = [3, 'Update'] as const;
const DELETE = [4, 'Delete'] as const;
const OTHER = [99, 'Other'] as const;

const ACTIVITY: Partial<Record<LedgerAction, readonly [id: number, name: string]>> = {
  'inventory.read': READ,
  'history.read': READ,
  'ledger.read': READ,
  'settings.read': READ,
  'secret.reveal': READ,
  'secret.rotate': UPDATE,
  'secret.recover': UPDATE,
  'secret.diagnose': READ,
  'logs.read': READ,
  'secret.annotate': UPDATE,
  'review.sign': UPDATE,
  'scope.sync': READ,
  'notification.test': OTHER,
  'token.manage': UPDATE,
  'view.rename': UPDATE,
  'view.delete': DELETE,
  'review.begin': [1, 'Create'],
  'review.discard': DELETE,
  'review.resolve': UPDATE,
  'unusual.dismiss': UPDATE,
  'unusual.reopen': UPDATE,
  'wave.start': [1, 'Create'],
  'wave.pause': UPDATE,
  'wave.resume': UPDATE,
  'wave.abort': UPDATE,
  'history.ask': READ,
  'history.import': UPDATE,
  'history.replace': UPDATE,
};

/** What does not come from a request has no address of its own; the schema still asks for an endpoint. */
const NOWHERE = { name: 'keyledger', svc_name: 'keyledger' };

/** Signing in and ending a session are Authentication (3002); all else is API Activity (6003), this program being the API. */
export function toOcsfClass({ action, detail }: Pick<LedgerEntry, 'action' | 'detail'>): OcsfClass {
  if (action === 'session.start' || action === 'session.end') {
    const isStart = action === 'session.start';
    return {
      classUid: 3002,
      className: 'Authentication',
      categoryUid: 3,
      categoryName: 'Identity & Access Management',
      activityId: isStart ? 1 : 2,
      activityName: isStart ? 'Logon' : 'Logoff',
      more: (user) => ({
        user: isStart ? user : toEnded(detail, user),
        ...(!isStart && { actor: { user } }),
        service: { name: 'Keyledger' },
        auth_protocol_id: 4,
        auth_protocol: 'OpenID',
        is_remote: true,
      }),
    };
  }
  const [activityId, activityName] = ACTIVITY[action] ?? OTHER;
  return {
    classUid: 6003,
    className: 'API Activity',
    categoryUid: 6,
    categoryName: 'Application Activity',
    activityId,
    activityName,
    more: (user, requestId) => ({
      actor: { user, app_name: 'Keyledger' },
      api: {
        operation: action,
        service: { name: 'Keyledger' },
        ...(requestId !== null && { request: { uid: requestId } }),
      },
      src_endpoint: NOWHERE,
    }),
  };
}

/** Whose session was ended, where the entry names them; else one's own. */
function toEnded(detail: LedgerEntry['detail'], user: OcsfUser): Record<string, unknown> {
  const { subject, person } = detail;
  return typeof subject === 'string'
    ? { uid: subject, name: typeof person === 'string' ? person : subject, type_id: 1 }
    : { ...user };
}
