import 'server-only';
import { addDays, dayOf } from '@/lib/domain/day';
import type { TrailBucketReader } from '@/lib/domain/ports/trail-bucket';
import type { TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';
import { toFolder, type TrailPlace } from '@/lib/domain/trail/bucket/trail-place';
import type { FilePlace } from '@/lib/domain/trail/file-place';
import { toDigestEnd } from '@/lib/domain/trail/job/delivered';
import { listFolder } from '@/lib/sync/trail-files/list-folder';

interface Folder {
  place: TrailPlace;
  scope: FilePlace;
  /** `YYYY-MM-DD`, of delivery. */
  day: string;
  now: Date;
  /** Whoever is told to stop does so between two pages of a listing, or two digests. */
  signal: AbortSignal;
}

const HOUR = 3_600_000;
/**
 * Digests of so long before a day, and after it: each is proven by the one that follows, and two days' chains overlap, so
 * that what they cover does.
 */
const BEFORE = 4 * HOUR;
const AFTER = 4 * HOUR;

/**
 * A trail has 24 a day in an account and region; several may deliver to one place. Whoever may write to a bucket could have a
 * worker read for ever.
 */
const MOST_DIGESTS = 1000;
const MOST_STRANGE = 20_000;
const TOO_MANY = 'there are more digests than any trail has: what lies behind it was not read';

export interface FolderSource extends Pick<TrailSource, 'digests' | 'read'> {
  /** The log files in pages, with what is none. */
  pages(): AsyncIterable<TrailFile[]>;
}

/** One day's folder of an account and region, with the digests that speak of it. No other folder is listed. */
export function openFolderOf(reader: TrailBucketReader, { place, scope, day, now, signal }: Folder): FolderSource {
  const from = Date.parse(day) - BEFORE;
  const to = Date.parse(addDays(day, 1)) + AFTER;
  const kind = 'CloudTrail-Digest';

  async function* listDigests(): AsyncGenerator<TrailFile> {
    let [digests, strange] = [0, 0];
    for (const of of [addDays(day, -1), day, addDays(day, 1)]) {
      if (of > dayOf(now)) return;
      const folder = toFolder(place, kind, scope, of);
      for await (const page of listFolder(reader, { place, kind, scope }, { folder }))
        for (const file of page) {
          signal.throwIfAborted();
          const end = file.refused === undefined ? toDigestEnd(file.path)?.getTime() : undefined;
          if (end === undefined ? of !== day : end < from || end > to) continue;
          if (end === undefined) strange += 1;
          else digests += 1;
          const isEnough = digests > MOST_DIGESTS || strange > MOST_STRANGE;
          yield isEnough ? { ...file, refused: TOO_MANY } : file;
          if (isEnough) return;
        }
    }
  }

  return {
    pages: () => {
      const whose = { place, kind: 'CloudTrail', scope } as const;
      return listFolder(reader, whose, { folder: toFolder(place, 'CloudTrail', scope, day) });
    },
    digests: listDigests,
    read: (path) => reader.read(path),
  };
}
