import { toArn } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';
import { dayMs, lastDeletion, readTimes } from './calendar';
import { FewVersions } from './few-versions';
import { suffixOf } from './hash';
import { flatten, keepOne } from './keep-one';
import { LeanVersion } from './lean-version';
import { makeOutcome, makeRotation, makeVersions } from './make-rotation';
import type { SecretSpec } from './spec';

/** A secret of the seed: its story, the ARN that follows from it, and the secret itself, which then lives on. */
export type Seeded = { spec: SecretSpec; arn: string; secret: Secret };

export const readerKey = (arn: string, index: number) => `reader ${index} ${arn}`;

/** Midnight of the last day on which the calendar has a read of it, today's only once it happened. */
function lastRead(spec: SecretSpec, arn: string, now: number): number | undefined {
  const today = Math.floor(now / dayMs);
  let last = spec.lastReadDaysAgo === undefined ? -Infinity : today - spec.lastReadDaysAgo;
  spec.readers.forEach((reader, index) => {
    if (reader.denied === true) return;
    for (let day = today; day > Math.max(last, today - 90); day -= 1)
      if (readTimes(reader, readerKey(arn, index), day).some((time) => time <= now)) last = day;
  });
  return last === -Infinity ? undefined : last * dayMs;
}

const sameText = keepOne((text: string) => text);
export const keyArnOf = (account: string, region: string) =>
  sameText(`arn:aws:kms:${region}:${account}:key/7d1f0a52-6c3e-4b8e-9a47-${account}`);

const keyIds = keepOne((id: string): readonly string[] => [id]);

function toVersions(spec: SecretSpec, arn: string, now: number, accessed: number | undefined): LeanVersion[] {
  const kmsKeyIds = keyIds(spec.customerKey === true ? keyArnOf(spec.account, spec.region) : 'DefaultEncryptionKey');
  const recipe = { kind: spec.value, name: spec.name };
  return makeVersions(spec, arn, now).map((told) => {
    const version = new LeanVersion(told, kmsKeyIds, told.empty === true ? undefined : recipe);
    const readable = told.stage === 'AWSCURRENT' && accessed !== undefined && accessed + dayMs > told.created;
    if (readable) version.accessed = accessed;
    return version;
  });
}

/** Builds a secret as it stands at `now`, from nothing but its story and the seed. */
export function makeSecret(spec: SecretSpec, seed: number, now: number): Seeded {
  const { account, region, name } = spec;
  const arn = flatten(toArn(account, region, name, suffixOf(`${seed} ${account} ${name}`)));
  const created = now - (now % dayMs) - spec.createdDaysAgo * dayMs;
  const accessed = lastRead(spec, arn, now);
  const versions = toVersions(spec, arn, now, accessed);
  const newest = Math.max(...versions.map((version) => version.created));
  const deleted = spec.deletion === true ? lastDeletion(arn, now) : undefined;
  const secret: Secret = {
    arn,
    name,
    account,
    region,
    created,
    description: spec.description,
    kmsKeyId: spec.customerKey === true ? keyArnOf(account, region) : undefined,
    tags: spec.tags,
    changed: Math.max(newest, deleted ?? 0),
    accessed,
    deletion: deleted === undefined ? undefined : { requested: deleted, ends: deleted + 30 * dayMs },
    versions: new FewVersions(versions),
    rotation: makeRotation(spec, arn, now),
    owningService: spec.owningService,
    primaryRegion: spec.replicaIn === undefined ? undefined : region,
    replicas:
      spec.replicaIn === undefined
        ? undefined
        : [{ Region: spec.replicaIn, Status: 'InSync', StatusMessage: 'Replication succeeded' }],
    policy: spec.policy === undefined ? undefined : JSON.stringify({ Version: '2012-10-17', Statement: spec.policy }),
    outcome: makeOutcome(spec),
  };
  return { spec, arn, secret };
}

/** The same secret in its replica region: own dates of reading, everything else its primary's. */
export function makeReplica({ secret, spec }: Seeded): Secret {
  const region = spec.replicaIn ?? spec.region;
  const arn = secret.arn.replace(`:${secret.region}:`, `:${region}:`);
  return {
    ...secret,
    arn,
    region,
    accessed: undefined,
    replicas: undefined,
    rotation: secret.rotation && { ...secret.rotation },
  };
}
