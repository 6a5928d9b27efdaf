import 'server-only';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { toClientSettings } from '@/lib/aws/client-settings';
import { toFailure } from '@/lib/aws/failure';
import { credentialsOf, type ReadAs } from '@/lib/aws/read-credentials';
import type { Call } from '@/lib/aws/to-app-error';
import { toLine, type AppError } from '@/lib/domain/errors';
import type { TrailBucketReader } from '@/lib/domain/ports/trail-bucket';
import type { TrailContent } from '@/lib/domain/ports/trail-source';
import { toBucketError } from './bucket-error';
import { listFolders, listObjects } from './list-objects';
import { isBody, readBody, TooLong } from './read-body';

/** The bucket that a trail delivers to, in its region, and as whom it is read. */
export interface BucketAccess extends ReadAs {
  bucket: string;
  /** Whose bucket it has to be; null: whoever has that name now. */
  account: string | null;
  /** The bucket in the path of the address: for endpoints that are not AWS's. */
  pathStyle: boolean;
}

/** S3 answers SlowDown while it grows with the load (performance guidelines): eight tries take up to a minute. */
const ATTEMPTS = 8;
/** What a cut connection leaves of a body is asked for anew. */
const BODY_ATTEMPTS = 3;
const MB = 1024 * 1024;
/** CloudTrail's files have at most 50 MB before compression (user guide). */
const MOST_BYTES = 64 * MB;

function createClient(access: BucketAccess, options: AwsOptions): S3Client {
  const settings = { ...toClientSettings(options, access.region, ATTEMPTS), forcePathStyle: access.pathStyle };
  const credentials = credentialsOf(options, access);
  return new S3Client({ ...settings, ...(credentials && { credentials }) });
}

type Problem = NonNullable<AppError['problem']>;

const refuse = (reason: string, withheld?: Problem): TrailContent => ({
  ok: false,
  reason,
  ...(withheld && { withheld }),
});

const GONE: TrailContent = { ok: false, reason: 'it is gone', gone: true };

/** Wrong with one object, so that the others can be read all the same; `remedy`: what makes it readable. */
interface Fault {
  reason: string;
  remedy?: string;
}

const IS_GONE = new Set(['NoSuchKey', 'NotFound']);
const OF_ONE: Record<string, Fault> = {
  InvalidObjectState: { reason: 'it lies in an archive: restore it in S3 first', remedy: 'Restore it in S3.' },
};

/**
 * What is wrong with this object; null: it may be as wrong with all. KMS's refusals come through S3 by names of their own
 * (`KMS.DisabledException`): of the object's key, which others need not have.
 */
function findFault(error: unknown): Fault | null {
  if (error instanceof TooLong) return { reason: `it has more than ${MOST_BYTES / MB} MB` };
  const { name, status } = toFailure(error);
  const isOfKey = name.startsWith('KMS.') && !name.includes('Throttling') && (status ?? 0) < 500;
  if (!isOfKey) return OF_ONE[name] ?? null;
  return {
    reason: `its key cannot be used (${name})`,
    remedy: 'See in KMS that the key is enabled, and that its policy lets the role decrypt with it.',
  };
}

function toFaulty({ reason, remedy }: Fault, { action, scopeId }: Call): TrailContent {
  if (remedy === undefined) return refuse(reason);
  return refuse(reason, { code: 'denied', message: `${action} in ${scopeId}: ${reason}.`, remedy });
}

/** Reads the bucket of a trail. Nothing is written, and no bucket is read that is another account's than was said. */
export function openTrailBucket(access: BucketAccess, options: AwsOptions, silent?: number): TrailBucketReader {
  const client = createClient(access, options);
  const { bucket, region, account: owner } = access;
  const there = { Bucket: bucket, ...(owner !== null && { ExpectedBucketOwner: owner }) };
  const call = (action: string, key = '') => ({ action, scopeId: `bucket ${bucket} (${region})${key && `, ${key}`}` });
  const list = { client, there, call: call('s3:ListBucket'), owner };
  const listOf = (prefix: string) => ({ ...list, call: call('s3:ListBucket', prefix) });

  async function readOnce(key: string): Promise<TrailContent> {
    const { Body, ContentLength = 0, Metadata } = await client.send(new GetObjectCommand({ ...there, Key: key }));
    if (!isBody(Body)) return { ok: true, bytes: Buffer.alloc(0), signature: null };
    if (ContentLength > MOST_BYTES) {
      Body.destroy?.();
      return refuse(`it has ${Math.ceil(ContentLength / MB)} MB, and none of CloudTrail’s has more than 50`);
    }
    return { ok: true, bytes: await readBody(Body, MOST_BYTES, silent), signature: Metadata?.['signature'] ?? null };
  }

  async function read(key: string): Promise<TrailContent> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await readOnce(key);
      } catch (error) {
        if (IS_GONE.has(toFailure(error).name)) return GONE;
        const fault = findFault(error);
        if (fault !== null) return toFaulty(fault, call('s3:GetObject', key));
        const told = toBucketError(error, call('s3:GetObject', key), owner);
        if (told.problem?.code === 'denied') return refuse(toLine(told), told.problem);
        if (attempt >= BODY_ATTEMPTS || told.code !== 'unavailable') throw told;
      }
  }

  return {
    folders: (prefix) => listFolders(listOf(prefix), prefix),
    objects: (prefix, after) => listObjects(listOf(prefix), prefix, after),
    read,
  };
}
