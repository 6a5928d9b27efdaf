import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { findFile } from '@/lib/local-aws/trail-files/list-keys';
import { accessDenied } from '@/lib/local-aws/wire/aws-error';
import { mayList, reachBucket } from './reach-bucket';
import { invalidRange, noSuchKey } from './s3-error';
import type { S3Request } from './s3-request';

/**
 * The bytes that a Range header asks for (RFC 9110 §14): `first-last`, `first-` or `-length`. `undefined` for several
 * ranges and for what is no range, which S3 answers with everything; throws InvalidRange where nothing is left.
 */
export function readRange(header: string | undefined, size: number): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    if (Number(to) === 0) throw invalidRange();
    return { first: Math.max(0, size - Number(to)), last: size - 1 };
  }
  if (to !== '' && Number(to) < Number(from)) return undefined;
  if (Number(from) >= size) throw invalidRange();
  return { first: Number(from), last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

/** GetObject and HeadObject of a file of the trail, whole or a range of it (S3 API Reference). */
export function getObject(call: Call, { bucket: name = '', key = '', range, method }: S3Request): Answer {
  const bucket = reachBucket(call, name, 's3:GetObject', key);
  const found = findFile(call.world, bucket, key, call.now);
  if (found === undefined) throw mayList(call, bucket) ? noSuchKey() : accessDenied('Access Denied');
  const { body: whole, etag, lastModified, metadata } = found.make();
  const part = readRange(range, whole.length);
  const bytes = part === undefined ? whole : whole.subarray(part.first, part.last + 1);
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'last-modified': new Date(lastModified).toUTCString(),
    'content-encoding': 'gzip',
    'x-amz-server-side-encryption': 'AES256',
    ...Object.fromEntries(Object.entries(metadata).map(([member, value]) => [`x-amz-meta-${member}`, value])),
  };
  if (part !== undefined) headers['content-range'] = `bytes ${part.first}-${part.last}/${whole.length}`;
  const status = part === undefined ? 200 : 206;
  // As CloudTrail stores them: a client that minds the encoding unpacks the file by itself.
  const body = method === 'HEAD' ? '' : bytes;
  return { status, type: 'application/json', headers, body, length: bytes.length };
}
