export type Tag = { readonly Key: string; readonly Value: string };
export type Content = { SecretString: string } | { SecretBinary: string };

/** Staging labels of one version: a Set, or what takes less where there are hundreds of thousands of them. */
export interface StagingLabels extends Iterable<string> {
  readonly size: number;
  has(label: string): boolean;
  add(label: string): unknown;
  delete(label: string): boolean;
}

/** Versions by their ids, oldest first: a Map, or what takes less. */
export interface Versions {
  readonly size: number;
  get(id: string): Version | undefined;
  has(id: string): boolean;
  set(id: string, version: Version): unknown;
  delete(id: string): boolean;
  values(): IterableIterator<Version>;
}

/**
 * `content` is a closure so that a value exists only while it is being answered, and a seeded world of many secrets
 * costs nothing until it is read. A version without content is the empty one a rotation begins with.
 */
export type Version = {
  id: string;
  stages: StagingLabels;
  created: number;
  /** Midnight UTC of the day it was last read. */
  accessed?: number;
  kmsKeyIds: readonly string[];
  content?: () => Content;
};

export type RotationRules = { AutomaticallyAfterDays?: number; Duration?: string; ScheduleExpression?: string };
export const rotationSteps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type RotationStep = (typeof rotationSteps)[number];
/** How a rotation will end: success, or at one step by failing or by never coming back. */
export type RotationOutcome = { failAt?: RotationStep; hangAt?: RotationStep };

export type Rotation = {
  enabled: boolean;
  lambdaArn?: string;
  rules?: RotationRules;
  lastRotated?: number;
  next?: number;
  /** The seed's calendar rotates it and its history tells so; the schedule begins nothing. Gone with rules of one's own. */
  byCalendar?: boolean;
};

/** A rotation that failed and is to be tried again: when, and how often it was tried in the running window. */
export type Retry = { token: string; at: number; tries: number };

/** A managed external secret: the partner that holds it, and what its rotation needs (service model, Type). */
export type External = { type: string; metadata?: { Key: string; Value: string }[]; roleArn?: string };

export type ReplicaStatus = {
  Region: string;
  KmsKeyId?: string;
  Status: 'InSync' | 'Failed' | 'InProgress';
  StatusMessage?: string;
};

export type Secret = {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly created: number;
  description?: string;
  /** `undefined`: the AWS managed key aws/secretsmanager. */
  kmsKeyId?: string;
  /** `undefined` until tagged once; an empty list afterwards (recorded: test_secret_tags). */
  tags?: readonly Tag[];
  changed: number;
  accessed?: number;
  deletion?: { requested: number; ends: number };
  versions: Versions;
  rotation?: Rotation;
  owningService?: string;
  external?: External;
  primaryRegion?: string;
  replicas?: ReplicaStatus[];
  policy?: string;
  /** How every rotation of this secret ends; `nextOutcome` overrides it once. */
  outcome: RotationOutcome;
  nextOutcome?: RotationOutcome;
  /** The token of the rotation whose steps are being run now. */
  running?: string;
  retry?: Retry;
};

/** Rotated without a function: by the service that owns it, or with the partner that holds it. */
export const isManaged = (secret: Secret) => secret.owningService !== undefined || secret.external !== undefined;

export function versionWith(secret: Secret, stage: string): Version | undefined {
  for (const version of secret.versions.values()) if (version.stages.has(stage)) return version;
  return undefined;
}

const day = 86_400_000;
export const startOfDay = (time: number) => time - (time % day);
