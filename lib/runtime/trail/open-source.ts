import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { createKeyLister, type ListPublicKeys } from '@/lib/aws/trail/list-public-keys';
import { openTrailBucket } from '@/lib/aws/trail/trail-bucket';
import { AppError } from '@/lib/domain/errors';
import type { TrailSource } from '@/lib/domain/ports/trail-source';
import type { GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import type { PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import { StartError } from '@/lib/runtime/start-error';
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

const DAY = 86_400_000;

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

function askForKeys(list: ListPublicKeys): KeySource {
  return async (given: readonly GivenDigest[]) => {
    const found: PublicKeys[] = [];
    for (const [region, digests] of Map.groupBy(given, (digest) => digest.region)) {
      const ends = digests.map(({ to }) => to.getTime()).toSorted((left, right) => left - right);
      const time = { from: new Date((ends[0] ?? 0) - DAY), to: new Date(ends.at(-1) ?? 0) };
      const keys = await list(region, time).catch((error: unknown) => {
        throw orByFile(error, region);
      });
      // A region that nobody knows may be a folder that somebody made up: what it holds is then proven by nothing.
      if (keys) found.push(keys);
    }
    return new Map(found.flatMap((some) => [...some]));
  };
}

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
  return { source, publicKeys: loaded ?? (digests ? askForKeys(createKeyLister(options, access)) : undefined) };
}
