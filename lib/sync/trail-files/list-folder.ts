import 'server-only';
import type { TrailBucketReader } from '@/lib/domain/ports/trail-bucket';
import type { TrailFile } from '@/lib/domain/ports/trail-source';
import { isOfLayout, type TrailFileKind, type TrailPlace } from '@/lib/domain/trail/bucket/trail-place';
import type { FilePlace } from '@/lib/domain/trail/file-place';

interface Whose {
  place: TrailPlace;
  kind: TrailFileKind;
  scope: FilePlace;
}

/** What a bucket holds of a folder, in pages and in order; what CloudTrail would not have put there is told and not read. */
export async function* listFolder(
  reader: Pick<TrailBucketReader, 'objects'>,
  { place, kind, scope }: Whose,
  { folder, after }: { folder: string; after?: string },
): AsyncGenerator<TrailFile[]> {
  for await (const page of reader.objects(folder, after))
    yield page.map(({ key, size, etag }) =>
      isOfLayout(place, kind, scope, key)
        ? { path: key, size, etag }
        : { path: key, size: 0, refused: 'its name is none that CloudTrail gives a file in this folder' },
    );
}
