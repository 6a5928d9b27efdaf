import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { encoderOf, readAsked, readPage, toRows } from './list-page';
import { invalidArgument } from './s3-error';
import type { S3Request } from './s3-request';
import { toXml } from './xml';

const toAnswer = (body: string): Answer => ({ status: 200, type: 'application/xml', body });

/** ListObjectsV2: keys in order, common prefixes counted with them, on behind a token or a key (S3 API Reference). */
export function listObjectsV2(call: Call, request: S3Request): Answer {
  const { query } = request;
  const asked = readAsked(call, request);
  const token = query.get('continuation-token') ?? undefined;
  const start = query.get('start-after') ?? undefined;
  const opened = token === undefined ? undefined : openToken(call.world.seal, 'keys', token)?.after;
  if (token !== undefined && typeof opened !== 'string')
    throw invalidArgument('The continuation token provided is incorrect');
  const page = readPage(call, asked.bucket, { ...asked, after: typeof opened === 'string' ? opened : (start ?? '') });
  const { next } = page;
  const body = toXml('ListBucketResult', [
    ['Name', asked.bucket.name],
    ['StartAfter', start === undefined ? undefined : encoderOf(query)(start)],
    ['ContinuationToken', token],
    ['NextContinuationToken', next === undefined ? undefined : sealToken(call.world.seal, 'keys', { after: next })],
    ['KeyCount', page.contents.length + page.prefixes.length],
    ...toRows(page, asked, query),
  ]);
  return toAnswer(body);
}

/** ListObjects, the older form, by which the command line still validates trails: on behind a marker, which is a key. */
export function listObjects(call: Call, request: S3Request): Answer {
  const { query } = request;
  const asked = readAsked(call, request);
  const marker = query.get('marker') ?? '';
  const { delimiter } = asked;
  const cut = delimiter === '' ? -1 : marker.indexOf(delimiter, asked.prefix.length);
  // A marker that is a common prefix stands for all of its keys.
  const after = cut >= 0 && cut + delimiter.length === marker.length ? `${marker}\u{10FFFF}` : marker;
  const page = readPage(call, asked.bucket, { ...asked, after });
  const encode = encoderOf(query);
  const next = page.next?.replace(/\u{10FFFF}$/u, '');
  const body = toXml('ListBucketResult', [
    ['Name', asked.bucket.name],
    ['Marker', encode(marker)],
    // Without a delimiter the last key is the next marker, and none is given.
    ['NextMarker', next === undefined || delimiter === '' ? undefined : encode(next)],
    ...toRows(page, asked, query),
  ]);
  return toAnswer(body);
}
