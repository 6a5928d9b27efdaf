import { s3Dialect } from '@/lib/local-aws/iam/authenticate';
import { getBucketLocation, headBucket, listBuckets } from '@/lib/local-aws/s3/bucket-operations';
import { createBucket } from '@/lib/local-aws/s3/create-bucket';
import { deleteObject } from '@/lib/local-aws/s3/delete-object';
import { getMadeObject } from '@/lib/local-aws/s3/get-made-object';
import { getObject } from '@/lib/local-aws/s3/get-object';
import { getRetention } from '@/lib/local-aws/s3/get-retention';
import { listObjects, listObjectsV2 } from '@/lib/local-aws/s3/list-objects';
import { listVersions } from '@/lib/local-aws/s3/list-versions';
import { holdOwner } from '@/lib/local-aws/s3/reach-bucket';
import { putObject } from '@/lib/local-aws/s3/put-object';
import { notAllowed, notImplemented, toS3Code, WrongRegion } from '@/lib/local-aws/s3/s3-error';
import { readS3Request, type S3Request } from '@/lib/local-aws/s3/s3-request';
import { toErrorXml } from '@/lib/local-aws/s3/xml';
import type { Call } from '@/lib/local-aws/call';
import type { Answer } from './answer';
import type { Protocol } from './protocol';

type S3Operation = [name: string, run: (call: Call, request: S3Request) => Answer];

/** What else can be asked of a bucket, and is not answered here. */
const subresources = ['acl', 'policy', 'versioning', 'uploads', 'lifecycle', 'encryption', 'tagging', 'cors', 'logging', 'notification']; // prettier-ignore

function chooseChange({ method, bucket, key, query }: S3Request): S3Operation {
  if (bucket === undefined || (method !== 'PUT' && method !== 'DELETE')) throw notAllowed();
  if (subresources.some((name) => query.has(name)) || query.has('object-lock') || query.has('retention'))
    throw notImplemented();
  if (method === 'PUT') return key === undefined ? ['CreateBucket', createBucket] : ['PutObject', putObject];
  if (key === undefined) throw notImplemented();
  return ['DeleteObject', deleteObject];
}

const readObject: S3Operation[1] = (call, request) =>
  call.world.buckets.has(request.bucket ?? '') ? getMadeObject(call, request) : getObject(call, request);

function chooseOperation(request: S3Request): S3Operation {
  const { method, bucket, key, query } = request;
  if (method !== 'GET' && method !== 'HEAD') return chooseChange(request);
  if (key !== undefined && query.has('retention')) return ['GetObjectRetention', getRetention];
  if (key !== undefined) return [method === 'GET' ? 'GetObject' : 'HeadObject', readObject];
  if (method === 'HEAD' && bucket !== undefined) return ['HeadBucket', headBucket];
  if (bucket === undefined) return ['ListBuckets', listBuckets];
  if (query.has('location')) return ['GetBucketLocation', getBucketLocation];
  if (query.has('versions')) return ['ListObjectVersions', listVersions];
  const other = subresources.find((name) => query.has(name));
  if (other !== undefined) throw notImplemented();
  return query.get('list-type') === '2' ? ['ListObjectsV2', listObjectsV2] : ['ListObjects', listObjects];
}

/** S3's REST protocol (smithy restXml): the operation is in method, path and query; refusals are XML documents. */
export const restXmlProtocol: Protocol = {
  dialect: s3Dialect,
  readTarget: (incoming) => {
    const request = readS3Request(incoming);
    const [operation, run] = chooseOperation(request);
    return {
      service: 's3',
      operation,
      quota: { group: `s3 ${operation}`, perSecond: 5500 },
      run: (call) => {
        holdOwner(call, request);
        return run(call, request);
      },
    };
  },
  toErrorAnswer: (error, requestId) => {
    const { code, status } = toS3Code(error);
    const region = error instanceof WrongRegion ? error.region : undefined;
    const body = toErrorXml([
      ['Code', code],
      ['Message', error.message],
      ['Region', region],
      ['RequestId', requestId],
      ['HostId', 'local'],
    ]);
    const headers = region === undefined ? undefined : { 'x-amz-bucket-region': region };
    return { status, type: 'application/xml', body, headers, requestId };
  },
};
