import 'server-only';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, withPath } from '@/lib/runtime/start-error';
import { holdsCalls, isTrailFile } from '@/lib/domain/trail/file-place';

/** A folder that cannot be looked into is given as it is, so that it is told among what could not be read. */
async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    yield folder;
    return;
  }
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (holdsCalls(entry.name)) yield* walk(path);
      // A link to a folder could lead round in a circle.
    } else if ((entry.isFile() || entry.isSymbolicLink()) && isTrailFile(entry.name)) yield path;
  }
}

/** The file that was said, or a folder's trail files in the order of their names, which is that of time. */
export async function* listTrailFiles(path: string): AsyncGenerator<string> {
  const stat = withPath(path, () => statSync(path));
  if (stat.isDirectory()) yield* walk(path);
  else if (stat.isFile()) yield path;
  else throw new StartError(`${path}: it is neither a file nor a folder.`);
}
