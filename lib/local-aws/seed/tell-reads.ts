import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import { markedForDeletion, notFound } from '@/lib/local-aws/wire/aws-error';
import { seeActor, type Seen } from './actors';
import { readTimes, whoReads } from './calendar';
import { isAlive } from './generations';
import { hash32, uuidOf } from './hash';
import { accounts } from './identities';
import { keyArnOf, readerKey, type Seeded } from './make-secret';
import { currentIdAt, previousIdAt } from './make-rotation';
import { passedId, recordSeen, resourceOf, type Told } from './record-seen';
import type { Reader } from './spec';

const denied = 'AccessDenied';

function refusalOf(reader: Reader, seen: Seen, id: string): { code: string; message: string } {
  if (reader.because === 'key') return { code: denied, message: 'Access to KMS is not allowed' };
  const why =
    reader.because === 'resource-policy'
      ? 'with an explicit deny in a resource-based policy'
      : 'because no identity-based policy allows the secretsmanager:GetSecretValue action';
  const who = 'arn' in seen.caller ? seen.caller.arn : '';
  const what = 'is not authorized to perform: secretsmanager:GetSecretValue on resource:';
  return { code: denied, message: `User: ${who} ${what} ${id} ${why}` };
}

/** Why a read fails that nobody denies: the secret is pending deletion, or another one bears its name by now. */
function failureOf(seeded: Seeded, time: number) {
  if (!isAlive(seeded, time)) return notFound();
  return seeded.spec.deletion === true ? markedForDeletion() : undefined;
}

function askedVersion({ version }: Reader, { spec, arn }: Seeded, time: number) {
  if (version === 'pinned') return { versionId: previousIdAt(spec, arn, time) };
  return version === undefined ? {} : { versionStage: version };
}

type Turn = { seeded: Seeded; reader: Reader; key: string; time: number; scopeKey: string; recipient: string };

/** One read, or its refusal, as the trail of one account has it, and in the owner's KMS's record beside it. */
function tellRead({ seeded, reader, key, time, scopeKey, recipient }: Turn): TrailEvent[] {
  const { spec, arn } = seeded;
  const { account, region, name } = spec;
  const seen = seeActor(reader.actor, whoReads(reader, time), reader.from ?? account, region, time);
  const id = passedId(arn, name, reader.by);
  const isPair = reader.from !== undefined && accounts.some((known) => known.id === reader.from);
  const sharedId = isPair ? uuidOf(`shared ${key} ${time}`) : undefined;
  const request = { secretId: id, ...askedVersion(reader, seeded, time) };
  const common = { time, name: 'GetSecretValue', resource: resourceOf(id), recipient, sharedId };
  const read = (more: Pick<Told, 'request' | 'error'>) =>
    recordSeen(scopeKey, region, key, seen, { ...common, ...more });
  if (reader.denied === true) {
    // Both forms were seen in the wild: denied calls with and without their parameters (aws-facts §2.3).
    const shown = hash32(key.slice(0, key.lastIndexOf(' '))) % 2 === 0 ? request : null;
    return [read({ request: shown, error: refusalOf(reader, seen, id) })];
  }
  const failure = failureOf(seeded, time);
  if (failure !== undefined) return [read({ request, error: { code: failure.code, message: failure.message } })];
  if (recipient !== account) return [read({ request })];
  const keyArn =
    spec.customerKey === true
      ? keyArnOf(account, region)
      : `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-${account}`;
  // A replica's versions are its primary's.
  const { primary = seeded } = seeded;
  const versionOf = reader.version === undefined ? currentIdAt : previousIdAt;
  const decrypt = recordSeen(scopeKey, region, key, seen, {
    time,
    name: 'Decrypt',
    source: 'kms.amazonaws.com',
    invokedBy: 'secretsmanager.amazonaws.com',
    recipient,
    request: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { SecretARN: arn, SecretVersionId: versionOf(primary.spec, primary.arn, time) },
    },
    resource: { type: 'AWS::KMS::Key', names: [keyArn] },
  });
  return [decrypt, read({ request })];
}

/** A day's reads of one secret with KMS's records beside them, as the trail of `recipient` has them. */
export function tellReads(seeded: Seeded, scopeKey: string, day: number, recipient: string): TrailEvent[] {
  const { spec, arn, life } = seeded;
  return spec.readers.flatMap((reader, index) => {
    if (recipient !== spec.account && recipient !== reader.from) return [];
    const key = readerKey(arn, index);
    return readTimes(reader, key, day).flatMap((time, turn) => {
      // Who remembers the ARN goes on asking for a secret that was made anew under another.
      const isMissed = life !== undefined && time >= life.until && reader.by === 'arn';
      if (!isAlive(seeded, time) && !isMissed) return [];
      return tellRead({ seeded, reader, key: `${key} ${turn}`, time, scopeKey, recipient });
    });
  });
}
