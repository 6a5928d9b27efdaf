import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import { seeActor } from './actors';
import { readTimes } from './calendar';
import { hash32 } from './hash';
import { keyArnOf, readerKey, type Seeded } from './make-secret';
import { currentIdAt } from './make-rotation';
import { passedId, recordSeen, resourceOf } from './record-seen';

const refused = (arn: string, id: string) =>
  `User: ${arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${id} because no identity-based policy allows the secretsmanager:GetSecretValue action`;

/** A day's reads of one secret with KMS's records beside them; `keyOf` marks the scope and seed. */
export function tellReads(seeded: Seeded, scopeKey: string, day: number): TrailEvent[] {
  const { spec, arn } = seeded;
  const { region, name } = spec;
  return spec.readers.flatMap((reader, index) => {
    const key = readerKey(arn, index);
    return readTimes(reader, key, day).flatMap((time, turn) => {
      const seen = seeActor(reader.actor, reader.who, reader.from ?? spec.account, region, time);
      const id = passedId(arn, name, reader.by);
      const common = { time, name: 'GetSecretValue', resource: resourceOf(id), recipient: spec.account };
      const read = (more: object) =>
        recordSeen(scopeKey, region, `${key} ${turn}`, seen, { ...common, request: { secretId: id }, ...more });
      if (reader.denied === true) {
        // Both forms were seen in the wild: denied calls with and without their parameters (aws-facts §2.3).
        const request = hash32(key) % 2 === 0 ? { secretId: id } : null;
        return [read({ request, error: { code: 'AccessDenied', message: refused(seen.caller.arn, id) } })];
      }
      const keyArn =
        spec.customerKey === true
          ? keyArnOf(spec.account, region)
          : `arn:aws:kms:${region}:${spec.account}:key/00000000-0000-4000-8000-${spec.account}`;
      const context = { SecretARN: arn, SecretVersionId: currentIdAt(spec, arn, time) };
      const decrypt = recordSeen(scopeKey, region, `${key} ${turn}`, seen, {
        time,
        name: 'Decrypt',
        source: 'kms.amazonaws.com',
        invokedBy: 'secretsmanager.amazonaws.com',
        recipient: spec.account,
        request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: context },
        resource: { type: 'AWS::KMS::Key', names: [keyArn] },
      });
      return [decrypt, read({})];
    });
  });
}
