import 'server-only';
import { addDays } from '@/lib/domain/day';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { TrailFolder } from '@/lib/domain/ports/trail-store';
import { toFolder } from '@/lib/domain/trail/bucket/trail-place';
import { askForKeys } from '@/lib/sync/trail-files/ask-for-keys';
import { holdAgainstDigests, type DigestCheck } from '@/lib/sync/trail-files/hold-against-digests';
import type { FolderSource } from './folder-source';
import type { Look } from './look-into-folder';

/** What is known of files of the folder and its neighbours, which the same digests speak of. */
async function recall(ctx: SystemContext, folder: TrailFolder, check: DigestCheck): Promise<void> {
  for (const days of [-1, 0, 1])
    for (let after = ''; ;) {
      const page = await ctx.store.trail.taken({ ...folder, day: addDays(folder.day, days) }, after);
      for (const { name, hash } of page) check.noteRead(name, hash);
      if (page.length === 0) break;
      after = page.at(-1)?.name ?? '';
    }
}

/** The folder's digests, where they are asked for, and what is known to be in of what they name; null: they are not. */
export async function openCheck(ctx: SystemContext, source: FolderSource, look: Look): Promise<DigestCheck | null> {
  const { scope, trail, folder } = look;
  if (!trail.digests) return null;
  const [begin, end] = [Date.parse(folder.day), Date.parse(addDays(folder.day, 1))];
  const check = await holdAgainstDigests(source, {
    keys: askForKeys(ctx.aws.trail.listPublicKeys),
    // A trail of the same name that somebody else has may be signed as well, and know nothing of this one's reads.
    isOfPlace: ({ bucket, key }) =>
      bucket === trail.bucket && key.startsWith(toFolder(trail, 'CloudTrail-Digest', scope)),
    completeReads: trail.completeReads === null ? [] : [trail.completeReads],
    // What a neighbour's digests name is told of that day, once it is looked into.
    tells: ({ from, to }) => from.getTime() >= begin && to.getTime() <= end,
  });
  await recall(ctx, folder, check);
  return check;
}
