import 'server-only';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigestFile } from '@/lib/domain/trail/digests/read-digest';
import { holdsCalls, isTrailFile } from '@/lib/domain/trail/file-place';
import { StartError, withPath } from '@/lib/runtime/start-error';

interface Wanted {
  folder: (name: string) => boolean;
  file: (name: string) => boolean;
}

const TRAIL_FILES: Wanted = { folder: holdsCalls, file: isTrailFile };
const DIGEST_FILES: Wanted = { folder: () => true, file: isDigestFile };

/** A folder that cannot be looked into is given as it is, so that it is told among what could not be read. */
async function* walk(folder: string, wanted: Wanted): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    yield folder;
    return;
  }
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (wanted.folder(entry.name)) yield* walk(path, wanted);
      // A link to a folder could lead round in a circle.
    } else if ((entry.isFile() || entry.isSymbolicLink()) && wanted.file(entry.name)) yield path;
  }
}

/** The file that was said, or a folder's trail files in the order of their names, which is that of time. */
export async function* listTrailFiles(path: string): AsyncGenerator<string> {
  const stat = withPath(path, () => statSync(path));
  if (stat.isDirectory()) yield* walk(path, TRAIL_FILES);
  else if (stat.isFile()) yield path;
  else throw new StartError(`${path}: it is neither a file nor a folder.`);
}

/** A folder's digest files, wherever they lie in it. */
export async function* listDigestFiles(path: string): AsyncGenerator<string> {
  if (!withPath(path, () => statSync(path)).isDirectory())
    throw new StartError(`${path}: it is one file; its digests are looked for in a folder that holds both.`);
  yield* walk(path, DIGEST_FILES);
}
