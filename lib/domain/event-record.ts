export const ACTION_CLASSES = ['read', 'change', 'rotation', 'policy', 'delete', 'list', 'other'] as const;
export type ActionClass = (typeof ACTION_CLASSES)[number];

export const ACTOR_KINDS = ['person', 'workload', 'aws-service', 'this-dashboard', 'unknown'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** What people do through this dashboard is theirs. */
export const PEOPLE_KINDS: readonly ActorKind[] = ['person', 'this-dashboard'];
export const isOfPeople = ({ actorKind }: { actorKind: ActorKind }): boolean => PEOPLE_KINDS.includes(actorKind);

export const OUTCOMES = ['success', 'denied', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a record names its secret; resolved to a secret by the store, at that time. */
export interface SecretRef {
  kind: 'arn' | 'partial-arn' | 'name';
  /** As the caller passed it; the whole ARN where AWS's answer gave that. */
  value: string;
}

/**
 * Who acted. `id` is stable over sessions: the role's or user's ARN, the service's name, `root of
 * <account>`; `session` names the person or workload behind a role.
 */
export interface Principal {
  id: string;
  /** IAM's own name: `role`, `user`, `root`, `service`, `account`, `federated-user`, `unknown`. */
  type: 'role' | 'user' | 'root' | 'service' | 'account' | 'federated-user' | 'unknown';
  accountId: string | null;
  /** Short for people: `payments-api`, `rds.amazonaws.com`. */
  label: string;
}

/** One CloudTrail record of Secrets Manager, normalised (product.md, Words). */
export interface AccessEvent {
  eventId: string;
  at: Date;
  accountId: string;
  region: string;
  eventName: string;
  actionClass: ActionClass;
  outcome: Outcome;
  errorCode: string | null;
  errorMessage: string | null;
  secretRef: SecretRef | null;
  versionId: string | null;
  versionStage: string | null;
  principal: Principal;
  session: string | null;
  actorKind: ActorKind;
  /** A person's name where one can be named: source identity, Identity Center session, IAM user. */
  person: string | null;
  /** A workload's name where one can be named, e.g. `lambda charge`, `ecs payments-api`, `eks auth/issuer`. */
  workload: string | null;
  accessKeyId: string | null;
  sourceAddress: string | null;
  userAgent: string | null;
  /** The tool behind the user agent, e.g. `console`, `aws-cli`, `terraform`, `external-secrets`. */
  client: string | null;
  requestId: string | null;
  sharedEventId: string | null;
  /** The record as it came; unknown fields survive here. */
  raw: Record<string, unknown>;
}

/** A record that could not be understood: kept and counted, never dropped. */
export interface QuarantinedRecord {
  reason: string;
  raw: unknown;
}

export type Normalised = { ok: true; event: AccessEvent } | { ok: false; quarantined: QuarantinedRecord };

/** LookupEvents is asked again and again; files of a trail are what somebody brought once. */
export const COVERAGE_SOURCES = ['lookup-events', 'trail-files', 'athena'] as const;
export type CoverageSource = (typeof COVERAGE_SOURCES)[number];

/** A time range of a scope's history that was really read. Outside every one, "no reads" is unknown. */
export interface CoverageInterval {
  from: Date;
  to: Date;
  source: CoverageSource;
}
