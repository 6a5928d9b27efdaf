import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import type { MadeBucket, ObjectVersion } from './made-bucket';
import { reachMade } from './reach-bucket';
import { invalidArgument } from './s3-error';
import type { S3Request } from './s3-request';
import { toXml, type Member } from './xml';

type Row = { key: string; version: ObjectVersion; isLatest: boolean };

/** Keys in order, of each the newest version first. */
function toRows(bucket: MadeBucket, prefix: string): Row[] {
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).toSorted((a, b) => (a < b ? -1 : 1));
  return keys.flatMap((key) =>
    (bucket.objects.get(key) ?? []).map((version, index) => ({ key, version, isLatest: index === 0 })),
  );
}

const toMember = ({ key, version, isLatest }: Row): Member => [
  version.body === undefined ? 'DeleteMarker' : 'Version',
  [
    ['Key', key],
    ['VersionId', version.id],
    ['IsLatest', isLatest],
    ['LastModified', new Date(version.lastModified).toISOString()],
    ['ETag', version.body === undefined ? undefined : `"${version.etag}"`],
    ['Size', version.body?.length],
  ],
];

/** ListObjectVersions: also what a delete marker hides; on behind a key and a version (S3 API Reference). */
export function listVersions(call: Call, { bucket: name = '', query }: S3Request): Answer {
  const bucket = reachMade(call, name, 's3:ListBucketVersions');
  const prefix = query.get('prefix') ?? '';
  const wanted = query.get('max-keys') ?? '1000';
  if (!/^\d{1,10}$/.test(wanted)) throw invalidArgument('Provided max-keys not an integer or within integer range');
  const most = Math.min(Number(wanted), 1000);
  const [afterKey, afterId] = [query.get('key-marker'), query.get('version-id-marker')];
  const all = toRows(bucket, prefix);
  const start = afterKey === null ? 0 : all.findLastIndex(({ key, version }) => key < afterKey || (key === afterKey && (afterId === null || version.id === afterId))) + 1; // prettier-ignore
  const page = all.slice(start, start + most);
  const last = start + most < all.length ? page.at(-1) : undefined;
  const body = toXml('ListVersionsResult', [
    ['Name', name],
    ['Prefix', prefix],
    ['KeyMarker', afterKey ?? ''],
    ['MaxKeys', most],
    ['IsTruncated', last !== undefined],
    ['NextKeyMarker', last?.key],
    ['NextVersionIdMarker', last?.version.id],
    ...page.map(toMember),
  ]);
  return { status: 200, type: 'application/xml', body };
}
