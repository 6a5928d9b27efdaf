import { noteChange, type Scope } from './scope';
import type { ReplicaStatus, Secret, Version } from './secret';

/** A replica stands in another region than the secret it follows. */
export const isReplica = (secret: Secret) =>
  secret.primaryRegion !== undefined && secret.primaryRegion !== secret.region;

/** The replica's ARN is the primary's with another region (service model, StopReplicationToReplica). */
export const arnIn = (secret: Secret, region: string) => secret.arn.replace(`:${secret.region}:`, `:${region}:`);

/** The replica a status speaks of, where it is one: a secret of the same name that stands for itself is none. */
export function findReplica(primary: Secret, status: ReplicaStatus, there: Scope): Secret | undefined {
  const found = there.byArn.get(arnIn(primary, status.Region));
  return found?.primaryRegion === primary.region ? found : undefined;
}

/** A replica has its own key and its own dates of reading; everything else is its primary's. */
export function mirror(primary: Secret, replica: Secret): void {
  const kmsKeyIds = [replica.kmsKeyId ?? 'DefaultEncryptionKey'];
  const copies = [...primary.versions.values()].map(({ id, created, stages, content }): [string, Version] => {
    const accessed = replica.versions === primary.versions ? undefined : replica.versions.get(id)?.accessed;
    return [id, { id, created, stages: new Set(stages), kmsKeyIds, accessed, content }];
  });
  replica.versions = new Map(copies);
  replica.description = primary.description;
  replica.tags = primary.tags;
  replica.policy = primary.policy;
  replica.owningService = primary.owningService;
  replica.external = primary.external;
  replica.rotation = primary.rotation && { ...primary.rotation };
  replica.changed = primary.changed;
}

/** Carries a change of a primary to its replicas; nothing for any other secret. */
export function updateReplicas(primary: Secret, at: (region: string) => Scope): void {
  for (const status of primary.replicas ?? []) {
    const there = at(status.Region);
    const replica = status.Status === 'InSync' ? findReplica(primary, status, there) : undefined;
    if (replica === undefined) continue;
    mirror(primary, replica);
    noteChange(there, replica);
  }
}
