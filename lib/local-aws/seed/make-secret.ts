import { customerKeyId } from '@/lib/local-aws/kms/key';
import { keyArnIn } from '@/lib/local-aws/kms/key-arn';
import { toArn } from '@/lib/local-aws/world/scope';
import type { ReplicaStatus, Secret } from '@/lib/local-aws/world/secret';
import { dayMs, lastDeletion, readTimes } from './calendar';
import { FewVersions } from './few-versions';
import type { Life } from './generations';
import { suffixOf } from './hash';
import { flatten, keepOne } from './keep-one';
import { LeanVersion } from './lean-version';
import { makeOutcome, makeRotation, makeVersions } from './make-rotation';
import type { Reader, SecretSpec } from './spec';

/** A secret of the seed: its story, the ARN that follows from it, and the secret itself, which then lives on. */
export type Seeded = { spec: SecretSpec; arn: string; secret: Secret; life?: Life; primary?: Seeded };

export const readerKey = (arn: string, index: number) => `reader ${index} ${arn}`;

/** Whether a reader gets a value; of a secret pending deletion nobody does. */
export const getsValue = (spec: SecretSpec, reader: Reader) => reader.denied !== true && spec.deletion !== true;

type Reads = { spec: SecretSpec; arn: string; created: number; now: number };

/** Midnight of the last day on which the calendar has such a read, today's only once it happened; -Infinity: none. */
function lastRead({ spec, arn, created, now }: Reads, isMeant: (reader: Reader) => boolean): number {
  const today = Math.floor(now / dayMs);
  let last = -Infinity;
  spec.readers.forEach((reader, index) => {
    if (!getsValue(spec, reader) || !isMeant(reader)) return;
    const isPast = (time: number) => time <= now && (spec.recreated === undefined || time >= created);
    for (let day = today; day > Math.max(last, today - 90); day -= 1)
      if (readTimes(reader, readerKey(arn, index), day).some(isPast)) last = day;
  });
  return last * dayMs;
}

const sameText = keepOne((text: string) => text);
export const keyArnOf = (account: string, region: string) =>
  sameText(keyArnIn({ account, region }, customerKeyId(account)));

const keyIds = keepOne((id: string): readonly string[] => [id]);

const ofCurrent = ({ version }: Reader) => version === undefined;
const ofPrevious = (reader: Reader) => !ofCurrent(reader);
/** Read last before the history begins. */
const before = ({ spec, now }: Reads) =>
  spec.lastReadDaysAgo === undefined ? -Infinity : (Math.floor(now / dayMs) - spec.lastReadDaysAgo) * dayMs;

type Accessed = { current: number; previous: number };

function toVersions({ spec, arn, now }: Reads, { current, previous }: Accessed): LeanVersion[] {
  const kmsKeyIds = keyIds(spec.customerKey === true ? keyArnOf(spec.account, spec.region) : 'DefaultEncryptionKey');
  const recipe = { kind: spec.value, name: spec.name };
  const lastReads = { AWSCURRENT: current, AWSPREVIOUS: previous, AWSPENDING: -Infinity };
  return makeVersions(spec, arn, now).map((told) => {
    const version = new LeanVersion(told, kmsKeyIds, told.empty === true ? undefined : recipe);
    const read = lastReads[told.stage];
    if (Number.isFinite(read) && read + dayMs > told.created) version.accessed = read;
    return version;
  });
}

const replicated = (spec: SecretSpec, region: string): ReplicaStatus => {
  const { replicaFails: why } = spec;
  return why === undefined
    ? { Region: region, Status: 'InSync', StatusMessage: 'Replication succeeded' }
    : { Region: region, Status: 'Failed', StatusMessage: why };
};

/** Builds a secret as it stands at `now`, from nothing but its story and the seed; `generation` tells apart what bears one name in turn. */
export function makeSecret(spec: SecretSpec, seed: number, now: number, generation = ''): Seeded {
  const { account, region, name } = spec;
  const arn = flatten(toArn(account, region, name, suffixOf(`${seed} ${account} ${name}${generation}`)));
  const created = now - (now % dayMs) - spec.createdDaysAgo * dayMs;
  const reads = { spec, arn, created, now };
  const current = Math.max(before(reads), lastRead(reads, ofCurrent));
  const previous = lastRead(reads, ofPrevious);
  const accessed = Math.max(current, previous);
  const versions = toVersions(reads, { current, previous });
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
    accessed: Number.isFinite(accessed) ? accessed : undefined,
    deletion: deleted === undefined ? undefined : { requested: deleted, ends: deleted + 30 * dayMs },
    versions: new FewVersions(versions),
    rotation: makeRotation(spec, arn, now),
    owningService: spec.owningService,
    external: spec.external,
    primaryRegion: spec.replicaIn === undefined ? undefined : region,
    replicas: spec.replicaIn === undefined ? undefined : [replicated(spec, spec.replicaIn)],
    policy: spec.policy === undefined ? undefined : JSON.stringify({ Version: '2012-10-17', Statement: spec.policy }),
    outcome: makeOutcome(spec),
  };
  return { spec, arn, secret };
}

/** The same secret in its replica region: own readers and dates of reading, everything else its primary's. */
export function makeReplica(primary: Seeded, now: number): Seeded {
  const { secret, spec } = primary;
  const region = spec.replicaIn ?? spec.region;
  const arn = secret.arn.replace(`:${secret.region}:`, `:${region}:`);
  const { account, name, value, createdDaysAgo, customerKey, replicaReaders = [] } = spec;
  const own: SecretSpec = { account, region, name, value, createdDaysAgo, customerKey, readers: replicaReaders, rotation: { is: 'never' } }; // prettier-ignore
  const accessed = lastRead({ spec: own, arn, created: secret.created, now }, ofCurrent);
  const replica = {
    ...secret,
    arn,
    region,
    accessed: Number.isFinite(accessed) ? accessed : undefined,
    replicas: undefined,
    rotation: secret.rotation && { ...secret.rotation },
  };
  return { spec: own, arn, secret: replica, primary };
}
