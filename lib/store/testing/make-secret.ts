import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { RotationVerdict } from '@/lib/domain/rotation-state';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { toSecretId } from '@/lib/domain/secret-id';

export const NOW = new Date('2026-11-20T12:00:00Z');
export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

export const makeScope = (accountId = '111122223333', region = 'eu-west-1', accountName = 'main'): Scope => ({
  id: `${accountId}:${region}`,
  accountId,
  accountName,
  region,
  partition: 'aws',
});

export const HEALTHY: RotationVerdict = {
  state: 'healthy',
  reason: 'rotated 3 days ago',
  since: null,
  step: null,
  recheckAt: null,
};

interface Given extends Partial<ObservedSecret> {
  name: string;
  environment?: string;
  service?: string | null;
  rotation?: Partial<RotationVerdict>;
  observedAt?: Date;
  suffix?: string;
}

/** A decided secret, plausible where nothing is said. */
export function makeSecret({ environment, service, rotation, observedAt, suffix, ...given }: Given): DecidedSecret {
  const { name, accountId = '111122223333', region = 'eu-west-1' } = given;
  const arn = given.arn ?? `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix ?? 'AbCdEf'}`;
  const secret: ObservedSecret = {
    arn,
    accountId,
    region,
    description: null,
    kmsKeyId: null,
    tags: {},
    rotationEnabled: true,
    rotationLambdaArn: null,
    rotationRules: null,
    lastRotatedAt: null,
    nextRotationAt: null,
    lastChangedAt: daysAgo(10),
    createdAt: daysAgo(100),
    lastAccessedOn: null,
    deletedAt: null,
    owningService: null,
    primaryRegion: null,
    type: null,
    versionStages: { v1: ['AWSCURRENT'] },
    replicas: null,
    ...given,
  };
  return {
    id: toSecretId(arn),
    secret,
    environment: { value: environment ?? 'dev', source: 'test', disagrees: [] },
    service: service === undefined ? 'payments' : service,
    leaf: name.split('/').at(-1) ?? name,
    rotation: { ...HEALTHY, ...rotation },
    observedAt: observedAt ?? NOW,
  };
}

/** Its replica in another region, under the same name and suffix. */
export function makeReplica({ secret, environment }: DecidedSecret, region: string): DecidedSecret {
  const arn = secret.arn.replace(`:${secret.region}:`, `:${region}:`);
  return makeSecret({ ...secret, arn, region, primaryRegion: secret.region, environment: environment.value });
}
