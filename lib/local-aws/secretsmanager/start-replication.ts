import type { Call } from '@/lib/local-aws/call';
import { whyKeyRefused } from '@/lib/local-aws/kms/authorize-key';
import { findKey } from '@/lib/local-aws/kms/find-key';
import { invalidParameter } from '@/lib/local-aws/wire/aws-error';
import { list, required, structure, text } from '@/lib/local-aws/wire/fields';
import { arnIn, findReplica, mirror } from '@/lib/local-aws/world/replicas';
import { addSecret, noteChange, removeSecret, type Scope } from '@/lib/local-aws/world/scope';
import type { ReplicaStatus, Secret } from '@/lib/local-aws/world/secret';
import { later, scopeOf, type World } from '@/lib/local-aws/world/world';
import { recordReplication } from './housekeeping-events';
import { kmsKeyId } from './members';

export type ReplicaWish = { Region: string; KmsKeyId?: string | undefined };

export const regionName = text({ min: 1, max: 128, pattern: /^([a-z]+-)+\d+$/, patternText: '^([a-z]+-)+\\d+$' });
const wish = structure<ReplicaWish>({ Region: required(regionName, ''), KmsKeyId: kmsKeyId });
export const addReplicaRegions = list(required(wish, { Region: '' }), { min: 1 });

const commercialRegion = /^(af|ap|ca|eu|il|me|mx|sa|us)-(central|(north|south)?(east|west)|north|south)-\d$/;

/** Refused before anything is done: the secret's own region, one region twice, what is no region of this partition. */
export function requireReplicaRegions(region: string, wishes: readonly ReplicaWish[]): void {
  const regions = new Set(wishes.map(({ Region }) => Region));
  const unknown = wishes.some(({ Region }) => !commercialRegion.test(Region));
  if (unknown || regions.has(region) || regions.size < wishes.length) throw invalidParameter('Invalid replica region.');
}

/** The replica's own key must be there and the caller must be allowed to encrypt with it (service model). */
function whyNoKey(call: Call, secret: Secret, { Region: region, KmsKeyId: id }: ReplicaWish) {
  if (id === undefined || id === 'alias/aws/secretsmanager') return undefined;
  const key = findKey(call.world, { account: secret.account, region }, id);
  if (key?.state !== 'Enabled') return 'Replication failed: The KMS key is not available';
  const context = { 'kms:ViaService': [`secretsmanager.${region}.amazonaws.com`], 'aws:ViaAWSService': ['true'] };
  const actions = ['GenerateDataKey', 'Encrypt'];
  const refused = actions.some((action) => whyKeyRefused(call, key, action, context) !== undefined);
  return refused ? 'Replication failed: Access to KMS is not allowed' : undefined;
}

/** Makes way for the replica; the reason in AWS's words where another secret is in it. */
function clearPlace(there: Scope, primary: Secret, overwrite: boolean): string | undefined {
  const found = there.byName.get(primary.name);
  if (found === undefined) return undefined;
  const bound = found.primaryRegion !== undefined || (found.replicas ?? []).length > 0;
  if (!overwrite || bound || found.deletion !== undefined) return 'Secret with this name already exists in this region';
  removeSecret(there, found);
  return undefined;
}

function makeReplica(primary: Secret, { Region: region, KmsKeyId: key }: ReplicaStatus, now: number): Secret {
  const { name, account } = primary;
  const kept = { created: now, changed: now, versions: new Map(), outcome: {}, primaryRegion: primary.region };
  const own = key === 'alias/aws/secretsmanager' ? undefined : key;
  const replica: Secret = { arn: arnIn(primary, region), name, account, region, kmsKeyId: own, ...kept };
  mirror(primary, replica);
  return replica;
}

function finish(
  world: World,
  scope: Scope,
  primary: Secret,
  status: ReplicaStatus,
  overwrite: boolean,
  problem?: string,
) {
  // Taken back meanwhile, or the primary itself is gone.
  if (primary.replicas?.includes(status) !== true || scope.byArn.get(primary.arn) !== primary) return;
  const there = scopeOf(world, primary.account, status.Region);
  const error = problem ?? clearPlace(there, primary, overwrite);
  status.Status = error === undefined ? 'InSync' : 'Failed';
  status.StatusMessage = error ?? 'Replication succeeded';
  if (error === undefined) addSecret(there, makeReplica(primary, status, Date.now()));
  recordReplication(scope, primary, error === undefined ? 'Succeeded' : 'Failed', status.Region, error);
  noteChange(scope, primary);
}

/** Begins to replicate: each region is InProgress at once and InSync or Failed a little later. A replica that is there stays. */
export function startReplication(
  call: Call,
  scope: Scope,
  secret: Secret,
  wishes: readonly ReplicaWish[],
  overwrite: boolean,
) {
  const { world } = call;
  secret.primaryRegion = secret.region;
  for (const one of wishes) {
    const known = (secret.replicas ?? []).find(({ Region }) => Region === one.Region);
    const there = scopeOf(world, secret.account, one.Region);
    if (known?.Status === 'InProgress' || (known && findReplica(secret, known, there) !== undefined)) continue;
    const status: ReplicaStatus = { Region: one.Region, KmsKeyId: one.KmsKeyId, Status: 'InProgress' };
    secret.replicas = [...(secret.replicas ?? []).filter((other) => other !== known), status];
    recordReplication(scope, secret, 'Started', one.Region);
    const problem = whyNoKey(call, secret, one);
    later(world, world.options.replicationMs, () => finish(world, scope, secret, status, overwrite, problem));
  }
}
