import 'server-only';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withPath } from '@/lib/runtime/start-error';
import { findBinaries } from './find-binaries';
import { canEnter, findServerUser, type ServerUser } from './server-user';

/** Where programs and data are, and whom they run as. */
export interface Place {
  binaries: string;
  /** Holds the cluster's folder `data` and its log. */
  folder: string;
  user: ServerUser;
  /** Somewhere else than the data folder: people are told. */
  moved: boolean;
}

const SYSTEM_FOLDER = '/var/lib/keyledger';

/**
 * Beside Keyledger's other data; but where root lends the user postgres and that user cannot enter
 * there (a home of mode 700), below /var/lib/keyledger, the programs too.
 */
export function choosePlace(dataDir: string): Place {
  const user = findServerUser();
  const native = findBinaries();
  const wanted = join(dataDir, 'postgres');
  if (!user) return { binaries: native, folder: makeFolder(wanted, 0o700), user, moved: false };
  // Everything above must let the user through; the folder itself becomes its own.
  const inside = canEnter(user, dirname(dataDir)) && !existsSync(movedFolder(dataDir));
  if (inside) chmodSync(dataDir, 0o711);
  return {
    binaries: canEnter(user, native) ? native : copyBinaries(native),
    folder: makeFolder(inside ? wanted : movedFolder(dataDir), 0o711),
    user,
    moved: !inside,
  };
}

/** One for each data folder: two checkouts of one name are two databases. */
export function movedFolder(dataDir: string): string {
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(SYSTEM_FOLDER, `${basename(dirname(dataDir)) || 'root'}-${mark}`);
}

function makeFolder(path: string, mode: number): string {
  withPath(path, () => mkdirSync(path, { recursive: true, mode }));
  return path;
}

function copyBinaries(native: string): string {
  const mark = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const target = join(SYSTEM_FOLDER, `postgresql-${mark}`);
  if (existsSync(target)) return target;
  // Renamed when complete: a copy that was cut short is never taken for one.
  const draft = `${target}.${process.pid}`;
  withPath(target, () => {
    mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, target);
  });
  rmSync(draft, { recursive: true, force: true });
  return target;
}
