import 'server-only';
import type { DescribeSecretResponse, ReplicationStatusType, SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret, Replica, RotationRules, Tags } from '@/lib/domain/secret';
import { toDate, toDay } from './to-date';

type Described = DescribeSecretResponse & Pick<SecretListEntry, 'SecretVersionsToStages'>;

/**
 * ListSecrets' entry or DescribeSecret's answer (SecretListEntry, DescribeSecretResponse in AWS's
 * model; both leave out what has no value). null where there is not even an ARN to know it by.
 */
export function toObservedSecret(
  described: SecretListEntry | DescribeSecretResponse,
  scope: Pick<Scope, 'accountId' | 'region'>,
  source: 'list' | 'describe',
): ObservedSecret | null {
  const entry: Described = described;
  if (!entry.ARN) return null;
  return {
    arn: entry.ARN,
    name: entry.Name ?? toName(entry.ARN),
    accountId: scope.accountId,
    region: scope.region,
    description: entry.Description || null,
    kmsKeyId: entry.KmsKeyId || null,
    tags: toTags(entry.Tags),
    rotationEnabled: entry.RotationEnabled ?? null,
    rotationLambdaArn: entry.RotationLambdaARN || null,
    rotationRules: toRotationRules(entry.RotationRules),
    lastRotatedAt: toDate(entry.LastRotatedDate),
    nextRotationAt: toDate(entry.NextRotationDate),
    lastChangedAt: toDate(entry.LastChangedDate),
    createdAt: toDate(entry.CreatedDate),
    lastAccessedOn: toDay(entry.LastAccessedDate),
    deletedAt: toDate(entry.DeletedDate),
    owningService: entry.OwningService || null,
    primaryRegion: entry.PrimaryRegion || null,
    type: entry.Type || null,
    versionStages: toStages(entry.VersionIdsToStages ?? entry.SecretVersionsToStages),
    replicas: source === 'list' ? null : toReplicas(entry.ReplicationStatus),
  };
}

/**
 * AWS itself leaves out what has no value, and so the map of labels where there is no version (recorded: a secret that
 * was made without a value). Nothing is concluded for a replica, or while one is pending deletion.
 */
export function concludeNoVersion(secret: ObservedSecret): ObservedSecret {
  const isReplica = secret.primaryRegion !== null && secret.primaryRegion !== secret.region;
  if (secret.versionStages !== null || secret.deletedAt !== null || isReplica) return secret;
  return { ...secret, versionStages: {} };
}

/** The name within an ARN: what follows `secret:` less the hyphen and six characters that AWS adds. */
function toName(arn: string): string {
  const resource = arn.split(':').slice(6).join(':');
  return resource.replace(/-[A-Za-z0-9]{6}$/, '') || arn;
}

function toTags(tags: SecretListEntry['Tags']): Tags {
  const pairs = (tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ''] as const]));
  // A tag may be called `__proto__`; fromEntries defines it as any other key.
  return Object.fromEntries(pairs);
}

const toRotationRules = (rules: SecretListEntry['RotationRules']): RotationRules | null =>
  rules
    ? {
        automaticallyAfterDays: rules.AutomaticallyAfterDays ?? null,
        scheduleExpression: rules.ScheduleExpression || null,
        duration: rules.Duration || null,
      }
    : null;

// DescribeSecret leaves the list out where there is no replica; ListSecrets never has it.
const toReplicas = (statuses: ReplicationStatusType[] = []): Replica[] =>
  statuses.map(toReplica).filter((replica) => replica !== null);

function toReplica(status: ReplicationStatusType): Replica | null {
  if (!status.Region) return null;
  return {
    region: status.Region,
    kmsKeyId: status.KmsKeyId || null,
    status: status.Status ?? null,
    statusMessage: status.StatusMessage || null,
    lastAccessedOn: toDay(status.LastAccessedDate),
  };
}

function toStages(map: Record<string, string[]> | undefined): Record<string, string[]> | null {
  return map ? Object.fromEntries(Object.entries(map).map(([id, stages]) => [id, stages ?? []])) : null;
}
