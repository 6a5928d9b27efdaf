import type { Call } from '@/lib/local-aws/call';
import type { TrailBucket } from '@/lib/local-aws/trail-files/bucket';
import { listKeys } from '@/lib/local-aws/trail-files/list-keys';
import { toStored, type MadeBucket } from './made-bucket';
import { reachListed } from './reach-bucket';
import { invalidArgument } from './s3-error';
import type { S3Request } from './s3-request';
import type { Member } from './xml';

/** `after` is the key, or the common prefix, behind which a page begins. */
export type Asked = { prefix: string; delimiter: string; after: string; most: number };
type Listed = { key: string; make: () => ReturnType<typeof toStored> };
export type Page = { contents: Listed[]; prefixes: string[]; next: string | undefined };

/** Behind every key that a text begins. */
const behind = (text: string) => `${text}\u{10FFFF}`;

/** A bucket's keys in their order, from behind one on: the trail's are made as they are asked for. */
function* walkKeys(call: Call, bucket: TrailBucket | MadeBucket, prefix: string, after: string): Generator<Listed> {
  if (!('objects' in bucket)) return yield* listKeys(call.world, bucket, { prefix, after }, call.now);
  const found = [...bucket.objects].filter(([key]) => key > after && key.startsWith(prefix));
  for (const [key, [newest]] of found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (newest?.body !== undefined) yield { key, make: () => toStored(key, newest) };
}

/** A page of keys and, with a delimiter, of what stands for all keys up to its first occurrence behind the prefix. */
export function readPage(call: Call, bucket: TrailBucket | MadeBucket, asked: Asked): Page {
  const { prefix, delimiter, most } = asked;
  const page: Page = { contents: [], prefixes: [], next: undefined };
  let { after } = asked;
  const walk = () => walkKeys(call, bucket, prefix, after);
  let keys = walk();
  for (let listed = keys.next(); listed.done !== true; listed = keys.next()) {
    if (page.contents.length + page.prefixes.length === most) return { ...page, next: most === 0 ? undefined : after };
    const { key } = listed.value;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    after = common === undefined ? key : behind(common);
    if (common === undefined) page.contents.push(listed.value);
    else page.prefixes.push(common);
    // What a common prefix stands for is stepped over as a whole, not key by key.
    if (common !== undefined) keys = walk();
  }
  return page;
}

/** What both forms of listing have in common: rights, the filters, at most 1,000 a page. */
export function readAsked(
  call: Call,
  { bucket: name = '', query }: S3Request,
): Asked & { bucket: TrailBucket | MadeBucket } {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const context = { 's3:prefix': [prefix], 's3:delimiter': [delimiter] };
  const bucket = reachListed(call, name, context);
  const wanted = query.get('max-keys') ?? '1000';
  if (!/^\d{1,10}$/.test(wanted)) throw invalidArgument('Provided max-keys not an integer or within integer range');
  return { bucket, prefix, delimiter, after: '', most: Math.min(Number(wanted), 1000) };
}

/** Keys, prefixes and the like, encoded where the client asked for it. */
export function encoderOf(query: URLSearchParams): (text: string) => string {
  if (query.get('encoding-type') !== 'url') return (text) => text;
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
}

/** The rows of a page, and what it was asked by, as both forms of listing write them. */
export function toRows(page: Page, asked: Asked, query: URLSearchParams): Member[] {
  const encode = encoderOf(query);
  const rows = page.contents.map(({ make }): Member => {
    const { key, body, etag, lastModified, size = body.length } = make();
    const times: Member[] = [['LastModified', new Date(lastModified).toISOString()], ['ETag', `"${etag}"`]]; // prettier-ignore
    return ['Contents', [['Key', encode(key)], ...times, ['Size', size], ['StorageClass', 'STANDARD']]];
  });
  return [
    ['Prefix', encode(asked.prefix)],
    ['MaxKeys', asked.most],
    ['Delimiter', asked.delimiter === '' ? undefined : encode(asked.delimiter)],
    ['EncodingType', query.get('encoding-type') === 'url' ? 'url' : undefined],
    ['IsTruncated', page.next !== undefined],
    ...rows,
    ...page.prefixes.map((common): Member => ['CommonPrefixes', [['Prefix', encode(common)]]]),
  ];
}
