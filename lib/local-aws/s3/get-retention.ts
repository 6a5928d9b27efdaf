import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import { reachMade } from './reach-bucket';
import { fail, noSuchKey } from './s3-error';
import type { S3Request } from './s3-request';
import { toXml } from './xml';

/** GetObjectRetention: under which lock a version lies; the newest unless one is named (S3 API Reference). */
export function getRetention(call: Call, { bucket: name = '', key = '', query }: S3Request): Answer {
  const id = query.get('versionId');
  const bucket = reachMade(call, name, 's3:GetObjectRetention', key);
  const versions = bucket.objects.get(key) ?? [];
  const found = id === null ? versions[0] : versions.find((version) => version.id === id);
  if (found === undefined && id !== null) throw fail('NoSuchVersion', 404, 'The specified version does not exist.');
  if (found?.body === undefined) throw noSuchKey();
  if (!bucket.locks) throw fail('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');
  if (found.lock === undefined)
    throw fail('NoSuchObjectLockConfiguration', 404, 'The specified object does not have a ObjectLock configuration');
  const { mode, until } = found.lock;
  const body = toXml('Retention', [
    ['Mode', mode],
    ['RetainUntilDate', new Date(until).toISOString()],
  ]);
  return { status: 200, type: 'application/xml', body };
}
