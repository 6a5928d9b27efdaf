import type { Call } from '@/lib/local-aws/call';
import { authorize, whyRefused } from '@/lib/local-aws/iam/authorize';
import type { Context } from '@/lib/local-aws/iam/context';
import { trailBucketOf, type TrailBucket } from '@/lib/local-aws/trail-files/bucket';
import type { MadeBucket } from './made-bucket';
import { accessDenied } from '@/lib/local-aws/wire/aws-error';
import { noSuchBucket, notAllowed, WrongRegion } from './s3-error';
import type { S3Request } from './s3-request';

type Owned = { name: string; owner: string; region: string };

const want = (bucket: Owned, action: string, key: string | undefined, context: Context) => {
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
  return reach(call, findBucket(call, name), action, key, context);
}

/** The bucket that a call made and that has this name; the trail's takes no changes and no questions of versions. */
export function reachMade(call: Call, name: string, action: string, key?: string): MadeBucket {
  const made = call.world.buckets.get(name);
  if (made !== undefined) return reach(call, made, action, key, {});
  findBucket(call, name);
  throw notAllowed();
}

/** The bucket of either kind, whose keys are listed. */
export function reachListed(call: Call, name: string, context: Context): TrailBucket | MadeBucket {
  const made = call.world.buckets.get(name);
  if (made !== undefined) return reach(call, made, 's3:ListBucket', undefined, context);
  return reachBucket(call, name, 's3:ListBucket', undefined, context);
}

/** Whose bucket the caller takes it for (S3 user guide, "Verifying bucket ownership with bucket owner condition"). */
export function holdOwner(call: Call, { bucket: name = '', headers }: S3Request): void {
  const expected = headers['x-amz-expected-bucket-owner'];
  const bucket = call.world.buckets.get(name) ?? trailBucketOf(call.world);
  if (expected !== undefined && bucket?.name === name && bucket.owner !== expected) throw accessDenied('Access Denied');
}

function reach<T extends Owned>(call: Call, bucket: T, action: string, key: string | undefined, context: Context): T {
  if (call.scope.region !== bucket.region) throw new WrongRegion(call.scope.region, bucket.region);
  authorize(call, want(bucket, action, key, context));
  return bucket;
}

/** Who may not list learns of a missing key no more than that access is denied (S3 API Reference, GetObject). */
export const mayList = (call: Call, bucket: TrailBucket) =>
  whyRefused(call, want(bucket, 's3:ListBucket', undefined, {})) === undefined;
