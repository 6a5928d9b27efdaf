import type { LedgerEntry, LedgerPhase } from '@/lib/domain/ledger-entry';
import { toOcsfClass } from './ocsf-class';

/** The version of the Open Cybersecurity Schema Framework whose names and numbers these are (schema.ocsf.io). */
const OCSF_VERSION = '1.3.0';

const STATUS = {
  asked: [0, 'Unknown'],
  noted: [1, 'Success'],
  done: [1, 'Success'],
  failed: [2, 'Failure'],
  refused: [2, 'Failure'],
  unknown: [0, 'Unknown'],
} as const satisfies Record<LedgerPhase, readonly [id: number, name: string]>;

const SEVERITY = [
  [1, 'Informational'],
  [2, 'Low'],
  [3, 'Medium'],
] as const;

/** A refusal is worth a look; what failed or has no known end, a glance. */
function toSeverity(phase: LedgerPhase): (typeof SEVERITY)[number] {
  if (phase === 'refused') return SEVERITY[2];
  return phase === 'failed' || phase === 'unknown' ? SEVERITY[1] : SEVERITY[0];
}

const split = (id: string): { issuer: string; subject: string } => {
  // The first: a subject may hold one, as Auth0's do, and an issuer none.
  const cut = id.indexOf('|');
  return { issuer: cut < 0 ? 'keyledger' : id.slice(0, cut), subject: id.slice(cut + 1) };
};

/** One entry as an OCSF event; `metadata.uid` is its hash, by which one that was told twice is known. */
export function toOcsf(entry: LedgerEntry, ledger: string): Record<string, unknown> {
  const { seq, at, actId, action, phase, actor, secret, reason, code, requestId, count, detail, hash, prevHash } =
    entry;
  const { classUid, className, categoryUid, categoryName, activityId, activityName, ...rest } = toOcsfClass(entry);
  const [statusId, status] = STATUS[phase];
  const [severityId, severity] = toSeverity(phase);
  const { issuer, subject } = split(actor.id);
  const user = {
    uid: actor.id,
    name: actor.name,
    type_id: actor.id === 'keyledger' ? 3 : 1,
    domain: issuer,
    uid_alt: subject,
    ...(actor.token && { credential_uid: actor.token.id }),
  };
  return {
    metadata: {
      version: OCSF_VERSION,
      ...(secret && { profiles: ['cloud'] }),
      product: { name: 'Keyledger', vendor_name: 'Keyledger', feature: { name: 'ledger', uid: ledger } },
      uid: hash,
      sequence: seq,
      correlation_uid: actId,
      event_code: `${action} ${phase}`,
    },
    time: at.getTime(),
    category_uid: categoryUid,
    category_name: categoryName,
    class_uid: classUid,
    class_name: className,
    activity_id: activityId,
    activity_name: activityName,
    type_uid: classUid * 100 + activityId,
    type_name: `${className}: ${activityName}`,
    severity_id: severityId,
    severity,
    status_id: statusId,
    status,
    ...(code !== null && { status_code: code }),
    count,
    ...(reason !== null && { message: reason }),
    ...rest.more(user, requestId),
    ...(secret && {
      resources: [
        {
          uid: secret.arn,
          name: secret.name,
          type: 'AWS::SecretsManager::Secret',
          labels: Object.entries(secret.tags).map(([key, value]) => `${key}=${value}`),
        },
      ],
      cloud: { provider: 'AWS', account: { uid: secret.accountId } },
    }),
    unmapped: {
      phase,
      persona: actor.persona,
      token: actor.token ?? null,
      environment: secret?.environment ?? null,
      detail,
      prevHash,
    },
  };
}
