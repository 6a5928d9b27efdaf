import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { SignedRequest } from '@/lib/local-aws/wire/signature';

/** What a request of S3's REST protocol is about; no bucket: the service itself, no key: the bucket itself. */
export type S3Request = {
  method: string;
  bucket?: string;
  key?: string;
  query: URLSearchParams;
  range?: string;
  headers: SignedRequest['headers'];
  body: Buffer;
};

const virtualHost = /^(.+?)\.(?:s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com|localhost)(?::\d+)?$/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** The bucket in a virtual-hosted request's name of the host (S3 user guide, "Virtual hosting of buckets"). */
export const bucketInHost = (host: string | undefined) => virtualHost.exec(host ?? '')?.[1];

/** Reads bucket and key out of host and path, in either style. Throws InvalidURI for what cannot be decoded. */
export function readS3Request({ method, url, headers, body }: SignedRequest): S3Request {
  const cut = url.indexOf('?');
  const path = cut < 0 ? url : url.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1));
  const { range } = headers;
  const rest = { query, range, headers, body };
  const hosted = bucketInHost(headers.host);
  if (hosted !== undefined) return { method, bucket: hosted, key: decode(path.slice(1)) || undefined, ...rest };
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { method, bucket: decode(bucket) || undefined, key: decode(key) || undefined, ...rest };
}
