import { randomBytes } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { accessDenied } from '@/lib/local-aws/wire/aws-error';
import { isLocked } from './made-bucket';
import { reachMade } from './reach-bucket';
import type { S3Request } from './s3-request';

const gone = (headers: Record<string, string> = {}): Answer => ({
  status: 204,
  type: 'application/xml',
  body: '',
  headers,
});

/** DeleteObject: without a version it only puts a marker over an object that has them; a locked version stays. */
export function deleteObject(call: Call, { bucket: name = '', key = '', query, headers }: S3Request): Answer {
  const id = query.get('versionId');
  const bucket = reachMade(call, name, id === null ? 's3:DeleteObject' : 's3:DeleteObjectVersion', key);
  const versions = bucket.objects.get(key) ?? [];
  if (id === null && bucket.locks) {
    const marker = { id: randomBytes(24).toString('base64url'), type: '', etag: '', lastModified: call.now };
    bucket.objects.set(key, [marker, ...versions]);
    return gone({ 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.id });
  }
  const found = versions.find((version) => id === null || version.id === id);
  if (found && isLocked(found, call.now)) {
    const passes = found.lock?.mode === 'GOVERNANCE' && headers['x-amz-bypass-governance-retention'] === 'true';
    if (!passes) throw accessDenied('Access Denied because object protected by object lock.');
    reachMade(call, name, 's3:BypassGovernanceRetention', key);
  }
  const left = versions.filter((version) => version !== found);
  if (left.length > 0) bucket.objects.set(key, left);
  else bucket.objects.delete(key);
  return gone();
}
