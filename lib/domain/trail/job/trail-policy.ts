import { toPartition } from '@/lib/domain/partition';
import { NEVER_VALUES } from '@/lib/domain/roles/role-statements';
import { toDocument, type PolicyDocument, type Statement } from '@/lib/domain/roles/statement';
import { toRoot } from '@/lib/domain/trail/bucket/trail-place';
import type { TrailSettings } from './trail-settings';

/** The key's statement, and that of the public keys, are there only where they are needed. */
function* toMore(partition: string, { kmsKey, digests }: TrailSettings): Generator<Statement> {
  if (kmsKey !== null)
    yield {
      Sid: 'TrailKey',
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: kmsKey,
    };
  // CloudTrail has no resource for it (service authorization reference).
  if (digests) yield { Sid: 'DigestKeys', Effect: 'Allow', Action: ['cloudtrail:ListPublicKeys'], Resource: '*' };
}

/**
 * What reads a trail's files where they lie: a listing of the accounts' folders alone, their log files, and their digests
 * where those are asked for. Nothing is written.
 */
export function toTrailPolicy(trail: TrailSettings): PolicyDocument<Statement> {
  const partition = toPartition(trail.region);
  const bucket = `arn:${partition}:s3:::${trail.bucket}`;
  const kinds = trail.digests ? ['CloudTrail', 'CloudTrail-Digest'] : ['CloudTrail'];
  const folders = kinds.map((kind) => `${toRoot(trail)}*/${kind}/*`);
  return toDocument([
    {
      Sid: 'TrailFolders',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: bucket,
      Condition: { StringLike: { 's3:prefix': folders } },
    },
    {
      Sid: 'TrailFiles',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: folders.map((folder) => `${bucket}/${folder}`),
    },
    ...toMore(partition, trail),
    NEVER_VALUES,
  ]);
}
