import 'server-only';
import { makeDataDir } from './make-data-dir';
import { lockFolder } from './processes/lock-folder';
import { StartError } from './start-error';

/** Makes a data folder this process's own; two supervisors on one embedded database would stop each other's. */
export function takeFolder(path: string): () => void {
  makeDataDir(path);
  const locked = lockFolder(path);
  if (locked.ok) return locked.unlock;
  throw new StartError(
    `Keyledger already runs on ${path} (process ${locked.holder}): stop it, or choose another folder with KEYLEDGER_DATA.`,
  );
}
