import 'server-only';
import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/domain/errors';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { SDK_ATTEMPTS, toClientSettings } from '@/lib/aws/client-settings';
import { credentialsOf } from '@/lib/aws/read-credentials';
import { toAppError } from '@/lib/aws/to-app-error';
import type { S3AnchorConfig } from '@/lib/config/ledger-config';
import { toAnchorHash, toAnchorLine, type SignedAnchor } from '@/lib/domain/ledger/anchor';
import { describeLock, findLock, isHeld } from './object-lock';

const DAY_MILLISECONDS = 86_400_000;
/** An anchor has some 700; what is larger than this is none, and is not read into memory. */
const MOST_BYTES = 100_000;
/** Objects that are read at once. */
const AT_ONCE = 20;

export interface AnchorBucket {
  put(anchors: readonly SignedAnchor[]): Promise<void>;
  /** Every version of every anchor under the prefix, also those that a delete marker hides. */
  read(): AsyncGenerator<string>;
}

type Place = Pick<S3AnchorConfig, 'bucket' | 'region' | 'prefix' | 'account' | 'role' | 'externalId'> & {
  /** The bucket in the path of the address: for endpoints that are not AWS's. */
  pathStyle: boolean;
};

function createClient(place: Place, options: AwsOptions): S3Client {
  const settings = { ...toClientSettings(options, place.region, SDK_ATTEMPTS), forcePathStyle: place.pathStyle };
  const credentials = credentialsOf(options, place);
  return new S3Client({ ...settings, ...(credentials && { credentials }) });
}

/** `keyledger/2026/11/25/000000000042-9f86d081884c.json`: by day, then in order, each under a name of its own. */
const toKey = (prefix: string, { anchor }: SignedAnchor): string =>
  `${prefix}${anchor.at.slice(0, 10).replaceAll('-', '/')}/${String(anchor.number).padStart(12, '0')}-${toAnchorHash(anchor).slice(0, 12)}.json`;

const isThere = (error: unknown): boolean => error instanceof Error && error.name === 'PreconditionFailed';

/**
 * Anchors as objects under object lock: until the end of their time nobody overwrites or deletes them (in COMPLIANCE
 * mode not even the account's root). A success alone does not say so: each is looked at once it is there. Throws AppError.
 */
export function createAnchorBucket(place: Place & Partial<S3AnchorConfig>, options: AwsOptions): AnchorBucket {
  const client = createClient(place, options);
  const { bucket: Bucket, prefix: Prefix, account } = place;
  const there = { Bucket, ...(account !== null && { ExpectedBucketOwner: account }) };
  const of = account === null ? '' : ` of account ${account}`;
  const call = (action: string) => ({ action, scopeId: `bucket ${Bucket}${of} (${place.region})` });
  // By S3's clock, which the SDK follows once an answer showed ours to be wrong: the end of the time is kept by S3's.
  const toEnd = (): number => Date.now() + client.config.systemClockOffset + (place.retainDays ?? 1) * DAY_MILLISECONDS;

  /** The version; null: something of that name was there already, and only another version would go over it. */
  async function write(signed: SignedAnchor, over: boolean): Promise<{ version: string | undefined } | null> {
    const body = `${toAnchorLine(signed)}\n`;
    const command = new PutObjectCommand({
      ...there,
      Key: toKey(Prefix, signed),
      Body: body,
      ContentType: 'application/json',
      ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
      // Another process may have been faster; the name tells what is in it.
      ...(!over && { IfNoneMatch: '*' }),
      ObjectLockMode: place.mode,
      ObjectLockRetainUntilDate: new Date(toEnd()),
    });
    try {
      return { version: (await client.send(command)).VersionId };
    } catch (error) {
      if (isThere(error)) return null;
      throw toAppError(error, call('s3:PutObject'));
    }
  }

  async function putOne(signed: SignedAnchor): Promise<void> {
    const Key = toKey(Prefix, signed);
    const look = async (version?: string) => {
      const which = { ...there, Key, ...(version !== undefined && { VersionId: version }) };
      return findLock(client, which, call('s3:GetObjectRetention'));
    };
    const made = await write(signed, false);
    const first = await look(made?.version);
    const since = made === null ? Date.parse(signed.anchor.at) + (place.retainDays ?? 1) * DAY_MILLISECONDS : toEnd();
    if (isHeld(first, place.mode, since)) return;
    // Whoever put it there before us locked it otherwise; or our clock was wrong, and the SDK has noticed.
    const again = made === null || first !== null ? await write(signed, true) : null;
    const second = again ? await look(again.version) : first;
    if (isHeld(second, place.mode, toEnd())) return;
    const message = `Bucket ${Bucket}${of} took an anchor and does not hold it as asked, in ${place.mode} mode for ${place.retainDays} days: ${describeLock(second)}.`;
    const remedy = 'Use a bucket of S3 that was made with object lock; another store has to keep it as S3 does.';
    throw new AppError('upstream', message, { remedy });
  }

  async function readOne(Key: string, VersionId: string): Promise<string> {
    const { Body } = await client.send(new GetObjectCommand({ ...there, Key, VersionId, ChecksumMode: 'ENABLED' }));
    return (await Body?.transformToString()) ?? '';
  }

  return {
    async put(anchors) {
      for (const signed of anchors) await putOne(signed);
    },
    async *read() {
      let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | null = {};
      while (from !== null) {
        try {
          const page: ListedPage = await client.send(new ListObjectVersionsCommand({ ...there, Prefix, ...from }));
          const named = (page.Versions ?? []).filter(
            ({ Key, Size = 0 }) => Key?.endsWith('.json') && Size <= MOST_BYTES,
          );
          for (let at = 0; at < named.length; at += AT_ONCE) {
            const some = named.slice(at, at + AT_ONCE);
            yield* await Promise.all(some.map(({ Key = '', VersionId = '' }) => readOne(Key, VersionId)));
          }
          from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
        } catch (error) {
          throw toAppError(error, call('s3:ListBucketVersions'));
        }
      }
    },
  };
}

interface ListedPage {
  Versions?: { Key?: string | undefined; VersionId?: string | undefined; Size?: number | undefined }[] | undefined;
  IsTruncated?: boolean | undefined;
  NextKeyMarker?: string | undefined;
  NextVersionIdMarker?: string | undefined;
}
