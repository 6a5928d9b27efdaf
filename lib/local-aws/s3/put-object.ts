import { createHash, randomBytes } from 'node:crypto';
import type { Call } from '@/lib/local-aws/call';
import type { Answer } from '@/lib/local-aws/http/answer';
import type { ObjectLock } from './made-bucket';
import { reachMade } from './reach-bucket';
import { fail, invalidArgument } from './s3-error';
import type { S3Request } from './s3-request';

const hash = (algorithm: string, body: Buffer, as: 'hex' | 'base64') => createHash(algorithm).update(body).digest(as);
const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

function readLock({ headers }: S3Request, locks: boolean, now: number): ObjectLock | undefined {
  const mode = text(headers['x-amz-object-lock-mode']);
  const until = text(headers['x-amz-object-lock-retain-until-date']);
  if (mode === undefined && until === undefined) return undefined;
  if (!locks) throw fail('InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');
  if (mode === undefined || until === undefined)
    throw invalidArgument('x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied');
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') throw invalidArgument('Unknown wormMode directive.');
  const moment = Date.parse(until);
  if (Number.isNaN(moment)) throw invalidArgument('The retain until date must be provided in ISO 8601 format');
  if (moment <= now) throw invalidArgument('The retain until date must be in the future!');
  return { mode, until: moment };
}

function readMetadata({ headers }: S3Request): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return Object.fromEntries(own.map(([name, value]) => [name.slice('x-amz-meta-'.length), text(value) ?? '']));
}

/** PutObject: a new version, which in a bucket with object lock covers those before it without touching them. */
export function putObject(call: Call, request: S3Request): Answer {
  const { bucket: name = '', key = '', headers, body } = request;
  const bucket = reachMade(call, name, 's3:PutObject', key);
  const lock = readLock(request, bucket.locks, call.now);
  if (lock) reachMade(call, name, 's3:PutObjectRetention', key);
  const checksum = text(headers['x-amz-checksum-sha256']);
  if (lock && checksum === undefined && headers['content-md5'] === undefined)
    throw fail('InvalidRequest', 400, 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters'); // prettier-ignore
  if (checksum !== undefined && checksum !== hash('sha256', body, 'base64'))
    throw fail('BadDigest', 400, 'The SHA256 you specified did not match the calculated checksum.');
  const versions = bucket.objects.get(key) ?? [];
  if (headers['if-none-match'] === '*' && versions[0]?.body !== undefined)
    throw fail('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
  const id = bucket.locks ? randomBytes(24).toString('base64url') : 'null';
  const type = text(headers['content-type']) ?? 'binary/octet-stream';
  const etag = hash('md5', body, 'hex');
  const version = {
    id,
    body,
    type,
    etag,
    lastModified: call.now,
    metadata: readMetadata(request),
    ...(checksum !== undefined && { checksum }),
    ...(lock && !bucket.bent && { lock }),
    ...(bucket.bent?.lock === 'lessened' && { lock: bucket.bent.to }),
  };
  bucket.objects.set(key, bucket.locks ? [version, ...versions] : [version]);
  const answered: Record<string, string> = { etag: `"${etag}"` };
  if (bucket.locks) answered['x-amz-version-id'] = id;
  if (checksum !== undefined) answered['x-amz-checksum-sha256'] = checksum;
  return { status: 200, type: 'application/xml', body: '', headers: answered };
}
