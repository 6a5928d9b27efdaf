import { s3Dialect } from '@/lib/local-aws/iam/authenticate';
import { getBucketLocation, headBucket, listBuckets } from '@/lib/local-aws/s3/bucket-operations';
import { getObject } from '@/lib/local-aws/s3/get-object';
import { listObjects, listObjectsV2 } from '@/lib/local-aws/s3/list-objects';
import { notAllowed, notImplemented, toS3Code, WrongRegion } from '@/lib/local-aws/s3/s3-error';
import { readS3Request, type S3Request } from '@/lib/local-aws/s3/s3-request';
import { toErrorXml } from '@/lib/local-aws/s3/xml';
import type { Call } from '@/lib/local-aws/call';
import type { Answer } from './answer';
import type { Protocol } from './protocol';

type S3Operation = [name: string, run: (call: Call, request: S3Request) => Answer];

/** What else can be asked of a bucket, and is not answered here. */
const subresources = ['acl', 'policy', 'versioning', 'versions', 'uploads', 'lifecycle', 'encryption', 'tagging', 'cors', 'logging', 'notification']; // prettier-ignore

function chooseOperation({ method, bucket, key, query }: S3Request): S3Operation {
  if (method !== 'GET' && method !== 'HEAD') throw notAllowed();
  if (key !== undefined) return [method === 'GET' ? 'GetObject' : 'HeadObject', getObject];
  if (method === 'HEAD' && bucket !== undefined) return ['HeadBucket', headBucket];
  if (bucket === undefined) return ['ListBuckets', listBuckets];
  if (query.has('location')) return ['GetBucketLocation', getBucketLocation];
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
      run: (call) => run(call, request),
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
