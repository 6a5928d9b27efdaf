import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { trailBucketOf } from '@/lib/local-aws/trail-files/bucket';
import { fail } from './s3-error';
import type { S3Request } from './s3-request';

/** CreateBucket in the region that was signed for, with or without object lock (S3 API Reference). */
export function createBucket(call: Call, { bucket: name = '', headers }: S3Request): Answer {
  const { account, region } = call.scope;
  authorize(call, { action: 's3:CreateBucket', resource: `arn:aws:s3:::${name}`, owner: account, context: {} });
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw fail('InvalidBucketName', 400, 'The specified bucket is not valid.');
  if (call.world.buckets.get(name)?.owner === account)
    throw fail('BucketAlreadyOwnedByYou', 409, 'Your previous request to create the named bucket succeeded and you already own it.'); // prettier-ignore
  if (call.world.buckets.has(name) || trailBucketOf(call.world)?.name === name)
    throw fail('BucketAlreadyExists', 409, 'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.'); // prettier-ignore
  const locks = headers['x-amz-bucket-object-lock-enabled'] === 'true';
  call.world.buckets.set(name, { name, owner: account, region, locks, objects: new Map() });
  return { status: 200, type: 'application/xml', body: '', headers: { location: `/${name}` } };
}
