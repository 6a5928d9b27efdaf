/** Names of fields follow AWS's model (aws-facts §1.3) in our case; absent in AWS's answer is `null` here. */
export interface RotationRules {
  automaticallyAfterDays: number | null;
  scheduleExpression: string | null;
  /** AWS's form, e.g. `2h`. */
  duration: string | null;
}

export interface Replica {
  region: string;
  kmsKeyId: string | null;
  /** AWS's own words: InSync, Failed, InProgress. */
  status: string | null;
  statusMessage: string | null;
  /** Whole day, UTC, `YYYY-MM-DD`. */
  lastAccessedOn: string | null;
}

export type Tags = Record<string, string>;

/**
 * One secret as AWS describes it, in one scope. Never holds a value.
 * `replicas` is null where the call cannot tell (ListSecrets); `versionStages` where it did not, and `{}` where there
 * is no version.
 */
export interface ObservedSecret {
  arn: string;
  name: string;
  accountId: string;
  region: string;
  description: string | null;
  kmsKeyId: string | null;
  tags: Tags;
  /** null: never configured; false: turned off (its rules are kept); true: on. */
  rotationEnabled: boolean | null;
  rotationLambdaArn: string | null;
  rotationRules: RotationRules | null;
  lastRotatedAt: Date | null;
  nextRotationAt: Date | null;
  lastChangedAt: Date | null;
  createdAt: Date | null;
  /** Whole day, UTC, `YYYY-MM-DD`: AWS keeps no time. */
  lastAccessedOn: string | null;
  /** AWS's DeletedDate, the call's or the end's (see readDeletion); set means pending deletion. */
  deletedAt: Date | null;
  owningService: string | null;
  primaryRegion: string | null;
  /** Managed external secrets' partner type; an open string. */
  type: string | null;
  /** version id → staging labels. */
  versionStages: Record<string, string[]> | null;
  replicas: Replica[] | null;
}

/** One version as ListSecretVersionIds gives it. */
export interface SecretVersion {
  versionId: string;
  stages: string[];
  createdAt: Date | null;
  lastAccessedOn: string | null;
  kmsKeyIds: string[];
}

/** AWS told that there is no version, and so no value; where it did not tell, nothing is known. */
export const hasNoVersion = (stages: Record<string, string[]> | null): boolean =>
  stages !== null && Object.keys(stages).length === 0;

/** The version that holds `label`, or null. A label is on one version at most. */
export function findVersionWithStage(stages: Record<string, string[]> | null, label: string): string | null {
  if (!stages) return null;
  for (const [versionId, labels] of Object.entries(stages)) if (labels.includes(label)) return versionId;
  return null;
}
