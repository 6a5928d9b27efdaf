import 'server-only';
import { AppError, toLine } from '@/lib/domain/errors';
import type { TrailBucketReader } from '@/lib/domain/ports/trail-bucket';
import type { TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';
import { isAccountId, isRegionName } from '@/lib/domain/scope';
import type { FilePlace } from '@/lib/domain/trail/file-place';
import type { TrailAddress } from '@/lib/domain/trail/bucket/read-address';
import {
  ORGANIZATION,
  toFolder,
  toRoot,
  type TrailFileKind,
  type TrailPlace,
} from '@/lib/domain/trail/bucket/trail-place';
import { StartError } from '@/lib/runtime/start-error';
import { listFolder } from '@/lib/sync/trail-files/list-folder';

/** Which part of a trail is wanted. */
export interface Wanted {
  accounts: readonly string[];
  regions: readonly string[];
  /** Days of delivery, `YYYY-MM-DD`; null: without a beginning or an end. */
  from: string | null;
  to: string | null;
}

/** Behind all that begins with it. */
const behind = (prefix: string): string => `${prefix}\u{10FFFF}`;

/**
 * The key behind which a day begins. The first digest of a day speaks of the hour before it, so that log files are taken
 * from ninety minutes earlier on: they would be missing else.
 */
function toFirst(place: TrailPlace, kind: TrailFileKind, scope: FilePlace, day: string): string {
  if (kind === 'CloudTrail-Digest') return toFolder(place, kind, scope, day);
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const stamp = `${before.replaceAll('-', '')}T2230Z`;
  return `${toFolder(place, kind, scope, before)}${scope.accountId}_CloudTrail_${scope.region}_${stamp}`;
}

/** The accounts' folders are below AWSLogs/, or one organisation's below that. */
async function findOrganization(
  reader: TrailBucketReader,
  { bucket, prefix, organization }: TrailAddress,
): Promise<TrailPlace> {
  if (organization !== undefined) return { bucket, prefix, organization };
  const root = toRoot({ bucket, prefix, organization: null });
  const names = await reader.folders(root);
  const found = names.filter((name) => ORGANIZATION.test(name));
  const [only] = found;
  const single = names.some(isAccountId);
  if (found.length > 1 || (only !== undefined && single)) {
    const there = [...found, ...(single ? ['ACCOUNT'] : [])].map((name) => `s3://${bucket}/${root}${name}/`);
    throw new StartError(`Several trails lie there: say which of ${there.join(', ')}.`);
  }
  if (only === undefined && !single)
    throw new StartError(`No trail lies there: s3://${bucket}/${root} holds neither o-… nor an account.`);
  return { bucket, prefix, organization: only ?? null };
}

function toDenied(path: string, error: unknown): TrailFile {
  if (!(error instanceof AppError) || error.problem?.code !== 'denied') throw error;
  return { path, size: 0, refused: toLine(error) };
}

/**
 * A bucket's trail as an import reads it: the log files of the accounts, regions and days that are wanted. A folder that the
 * role may not list is told among what cannot be read, and the others go on.
 */
export async function openBucket(
  reader: TrailBucketReader,
  address: TrailAddress,
  wanted: Wanted,
): Promise<TrailSource> {
  const place = await findOrganization(reader, address);
  const [from, to] = [wanted.from, wanted.to];

  async function* findScopes(kind: TrailFileKind): AsyncGenerator<FilePlace | TrailFile> {
    const accounts =
      wanted.accounts.length > 0 ? wanted.accounts : (await reader.folders(toRoot(place))).filter(isAccountId);
    for (const accountId of accounts) {
      const folder = `${toRoot(place)}${accountId}/${kind}/`;
      try {
        const regions =
          wanted.regions.length > 0 ? wanted.regions : (await reader.folders(folder)).filter(isRegionName);
        for (const region of regions) yield { accountId, region };
      } catch (error) {
        yield toDenied(folder, error);
      }
    }
  }

  async function* list(kind: TrailFileKind): AsyncGenerator<TrailFile> {
    for await (const scope of findScopes(kind)) {
      if ('path' in scope) {
        yield scope;
        continue;
      }
      const folder = toFolder(place, kind, scope);
      const last = to === null ? behind(folder) : behind(toFolder(place, kind, scope, to));
      const after = from === null ? '' : toFirst(place, kind, scope, from);
      try {
        pages: for await (const page of listFolder(reader, { place, kind, scope }, { folder, after }))
          for (const file of page) {
            if (file.path > last) break pages;
            yield file;
          }
      } catch (error) {
        yield toDenied(folder, error);
      }
    }
  }

  return {
    place: `s3://${place.bucket}/${toRoot(place)}`,
    files: () => list('CloudTrail'),
    digests: () => list('CloudTrail-Digest'),
    read: (path) => reader.read(path),
  };
}
