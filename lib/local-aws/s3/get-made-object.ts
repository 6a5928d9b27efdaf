import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { reachMade } from './reach-bucket';
import { fail, noSuchKey } from './s3-error';
import type { S3Request } from './s3-request';

/** GetObject and HeadObject of what PutObject stored: the newest version, or the one that is named. */
export function getMadeObject(call: Call, { bucket: name = '', key = '', query, method }: S3Request): Answer {
  const id = query.get('versionId');
  const bucket = reachMade(call, name, id === null ? 's3:GetObject' : 's3:GetObjectVersion', key);
  const versions = bucket.objects.get(key) ?? [];
  const found = id === null ? versions[0] : versions.find((version) => version.id === id);
  if (found === undefined && id !== null) throw fail('NoSuchVersion', 404, 'The specified version does not exist.');
  if (found?.body === undefined) throw noSuchKey();
  const { body, type, etag, checksum, lock, lastModified, metadata = {} } = found;
  const headers: Record<string, string> = { etag: `"${etag}"`, 'last-modified': new Date(lastModified).toUTCString() };
  for (const [member, value] of Object.entries(metadata)) headers[`x-amz-meta-${member}`] = value;
  if (bucket.locks) headers['x-amz-version-id'] = found.id;
  if (checksum !== undefined) headers['x-amz-checksum-sha256'] = checksum;
  if (lock) {
    headers['x-amz-object-lock-mode'] = lock.mode;
    headers['x-amz-object-lock-retain-until-date'] = new Date(lock.until).toISOString();
  }
  return { status: 200, type, headers, body: method === 'HEAD' ? '' : body, length: body.length };
}
