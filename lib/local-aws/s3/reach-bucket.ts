import type { Call } from '@/lib/local-aws/call';
import { authorize, whyRefused } from '@/lib/local-aws/iam/authorize';
import type { Context } from '@/lib/local-aws/iam/context';
import { trailBucketOf, type TrailBucket } from '@/lib/local-aws/trail-files/bucket';
import { noSuchBucket, WrongRegion } from './s3-error';

const want = (bucket: TrailBucket, action: string, key: string | undefined, context: Context) => {
  const resource = `arn:aws:s3:::${bucket.name}${key === undefined ? '' : `/${key}`}`;
  return { action, resource, shown: `"${resource}"`, owner: bucket.owner, context };
};

/** The bucket of that name: the one that the trail delivers to, or none. Names are checked before rights, as S3 does. */
export function findBucket(call: Call, name: string): TrailBucket {
  const bucket = trailBucketOf(call.world);
  if (bucket?.name !== name) throw noSuchBucket();
  return bucket;
}

/** The same, once the caller may act on it (or on a key in it) and signed for its region. */
export function reachBucket(
  call: Call,
  name: string,
  action: string,
  key?: string,
  context: Context = {},
): TrailBucket {
  const bucket = findBucket(call, name);
  if (call.scope.region !== bucket.region) throw new WrongRegion(call.scope.region, bucket.region);
  authorize(call, want(bucket, action, key, context));
  return bucket;
}

/** Who may not list learns of a missing key no more than that access is denied (S3 API Reference, GetObject). */
export const mayList = (call: Call, bucket: TrailBucket) =>
  whyRefused(call, want(bucket, 's3:ListBucket', undefined, {})) === undefined;
