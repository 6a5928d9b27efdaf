import 'server-only';
import { readFile } from 'node:fs/promises';
import { readPublicKeys, type PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import { StartError, toPathError } from '@/lib/runtime/start-error';

/** Keys of all these files. From nowhere else: whoever altered a folder could have put a key of their own into it. */
export async function loadPublicKeys(paths: readonly string[]): Promise<PublicKeys> {
  const keys: PublicKeys[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      throw toPathError(path, error);
    });
    const found = readPublicKeys(text);
    if (!found.ok) throw new StartError(`${path}: ${found.reason}.`);
    keys.push(found.keys);
  }
  return new Map(keys.flatMap((some) => [...some]));
}
