import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { trailBucketOf } from '@/lib/local-aws/trail-files/bucket';
import { reachBucket } from './reach-bucket';
import type { S3Request } from './s3-request';
import { toXml, type Member } from './xml';

const created = '2021-05-03T09:30:00.000Z';

/** ListBuckets: the caller's account's own. */
export function listBuckets(call: Call): Answer {
  const { account } = call.scope;
  authorize(call, { action: 's3:ListAllMyBuckets', resource: '*', owner: account, context: {} });
  const bucket = trailBucketOf(call.world);
  const own: Member[] =
    bucket?.owner === account
      ? [['Bucket', [['Name', bucket.name], ['CreationDate', created], ['BucketRegion', bucket.region]]]] // prettier-ignore
      : [];
  const body = toXml('ListAllMyBucketsResult', [
    ['Owner', [['ID', account.padStart(64, '0')]]],
    ['Buckets', own],
  ]);
  return { status: 200, type: 'application/xml', body };
}

/** HeadBucket: whether it is there and may be listed. */
export function headBucket(call: Call, { bucket: name = '' }: S3Request): Answer {
  const { region } = reachBucket(call, name, 's3:ListBucket');
  return { status: 200, type: 'application/xml', body: '', headers: { 'x-amz-bucket-region': region } };
}

/** GetBucketLocation; us-east-1 is told by an empty element, for reasons of age. */
export function getBucketLocation(call: Call, { bucket: name = '' }: S3Request): Answer {
  const { region } = reachBucket(call, name, 's3:GetBucketLocation');
  const body = toXml('LocationConstraint', []).replace('></LocationConstraint>', region === 'us-east-1' ? '/>' : `>${region}</LocationConstraint>`); // prettier-ignore
  return { status: 200, type: 'application/xml', body };
}
