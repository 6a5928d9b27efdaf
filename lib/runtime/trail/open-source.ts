import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { createKeyLister } from '@/lib/aws/trail/list-public-keys';
import { openTrailBucket } from '@/lib/aws/trail/trail-bucket';
import { AppError } from '@/lib/domain/errors';
import type { TrailSource } from '@/lib/domain/ports/trail-source';
import type { ListPublicKeys } from '@/lib/domain/ports/trail-bucket';
import { StartError } from '@/lib/runtime/start-error';
import { askForKeys } from '@/lib/sync/trail-files/ask-for-keys';
import type { KeySource } from '@/lib/sync/trail-files/hold-against-digests';
import { openBucket } from './bucket-source';
import { openFolder } from './folder-source';
import { loadPublicKeys } from './load-public-keys';
import type { ImportArguments } from './read-import-arguments';

export interface BucketSettings {
  /** AWS_REGION; null: not stated. */
  region: string | null;
  /** The bucket in the path: the endpoint is not AWS's. */
  pathStyle: boolean;
  options: AwsOptions;
}

interface Opened {
  source: TrailSource;
  /** undefined: nothing is held against digests. */
  publicKeys: KeySource | undefined;
}

/** The same, with the other way out. */
function orByFile(error: unknown, region: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, cause, problem, awsRequestId } = error;
  const remedy = [error.remedy, `Or give the keys of ${region} by --public-keys.`].filter(Boolean).join(' ');
  return new AppError(code, message, {
    cause,
    ...(problem && { problem: { ...problem, remedy } }),
    remedy,
    awsRequestId,
  });
}

const orByFiles =
  (list: ListPublicKeys): ListPublicKeys =>
  async (region, time) => {
    try {
      return await list(region, time);
    } catch (error) {
      throw orByFile(error, region);
    }
  };

/** What is to be imported, and what its digests are proven by. */
export async function openSource(
  { from, digests, publicKeys: files }: Pick<ImportArguments, 'from' | 'digests' | 'publicKeys'>,
  { region, pathStyle, options }: BucketSettings,
): Promise<Opened> {
  const loaded = digests && files.length > 0 ? await loadPublicKeys(files) : undefined;
  if ('path' in from) return { source: await openFolder(from.path), publicKeys: loaded };
  const { address, wanted, role, externalId, owner, bucketRegion } = from.bucket;
  const where = bucketRegion ?? region;
  if (where === null) throw new StartError('Say the region of the bucket: --bucket-region, or AWS_REGION.');
  const access = { bucket: address.bucket, region: where, account: owner, role, externalId, pathStyle };
  const source = await openBucket(openTrailBucket(access, options), address, wanted);
  return {
    source,
    publicKeys: loaded ?? (digests ? askForKeys(orByFiles(createKeyLister(options, access))) : undefined),
  };
}
