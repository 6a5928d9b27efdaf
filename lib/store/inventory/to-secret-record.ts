import 'server-only';
import { hash } from 'node:crypto';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import { toScopeId } from '@/lib/domain/scope';
import type { secretTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';

type SecretRecord = typeof secretTable.$inferInsert;
/** What one observation says by itself; the rest hangs on what was known before. */
export type ObservedRecord = Omit<SecretRecord, 'describedAt' | 'listingId' | 'valueNotBefore' | 'valueNotAfter'>;

/** Of a replica, the ARN of its primary: the same ARN with the primary's region (aws-facts §1.7). */
export function toPrimaryArn(arn: string, region: string, primaryRegion: string | null): string | null {
  if (!primaryRegion || primaryRegion === region) return null;
  const parts = arn.split(':');
  return parts.length < 7 ? null : parts.with(3, primaryRegion).join(':');
}

/** Lower case by JavaScript on both sides, and a line for each part so that a search does not run over two of them. */
const toSearch = ({ name, description, tags }: DecidedSecret['secret']): string =>
  [name, description ?? '', ...Object.entries(tags).flat()].join('\n').toLowerCase();

/** The keys are AWS's, and come in any order. */
const toPairs = (map: Readonly<Record<string, unknown>> | null): unknown =>
  map && Object.entries(map).toSorted(([left], [right]) => (left < right ? -1 : 1));

/**
 * Tells a row that is as it was. All but AWS's maps is made here in one order, so that the canonical form, which
 * took a sixth of a listing's own work, tells no more; an order that changes with a build costs one write of each row.
 */
function toDigest({ secret, ...decided }: Omit<DecidedSecret, 'observedAt'>): string {
  const { tags, versionStages, ...told } = secret;
  return hash('sha256', JSON.stringify([told, toPairs(tags), toPairs(versionStages), decided]), 'base64url');
}

export function toSecretRecord(decided: DecidedSecret): ObservedRecord {
  const { observedAt, ...content } = toStorable(decided);
  const { id, secret, environment, service, leaf, rotation } = content;
  return {
    id,
    ...secret,
    scopeId: toScopeId(secret.accountId, secret.region),
    environment: environment.value,
    environmentSource: environment.source,
    environmentDisagrees: environment.disagrees,
    service,
    leaf,
    rotationState: rotation.state,
    rotationReason: rotation.reason,
    rotationSince: rotation.since,
    rotationStep: rotation.step,
    rotationRecheckAt: rotation.recheckAt,
    observedAt,
    primaryArn: toPrimaryArn(secret.arn, secret.region, secret.primaryRegion),
    search: toSearch(secret),
    digest: toDigest(content),
    removedAt: null,
  };
}

export function toDecidedSecret(record: typeof secretTable.$inferSelect): DecidedSecret {
  const { arn, name, accountId, region, description, kmsKeyId, tags } = record;
  const { rotationEnabled, rotationLambdaArn, rotationRules, lastRotatedAt, nextRotationAt } = record;
  const { lastChangedAt, createdAt, lastAccessedOn, deletedAt, owningService, primaryRegion, type } = record;
  const { versionStages, replicas, environment, environmentSource, environmentDisagrees } = record;
  const naming = { arn, name, accountId, region, description, kmsKeyId, tags, owningService, primaryRegion, type };
  const rotating = { rotationEnabled, rotationLambdaArn, rotationRules, lastRotatedAt, nextRotationAt };
  const dating = { lastChangedAt, createdAt, lastAccessedOn, deletedAt };
  return {
    id: record.id,
    secret: { ...naming, ...rotating, ...dating, versionStages, replicas },
    environment: { value: environment, source: environmentSource, disagrees: environmentDisagrees },
    service: record.service,
    leaf: record.leaf,
    rotation: {
      state: record.rotationState,
      reason: record.rotationReason,
      since: record.rotationSince,
      step: record.rotationStep,
      recheckAt: record.rotationRecheckAt,
    },
    observedAt: record.observedAt,
  };
}
