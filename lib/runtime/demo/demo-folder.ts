import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir } from '@/lib/runtime/make-data-dir';
import { clearLeftover } from '@/lib/runtime/postgres/postmaster';
import { movedFolder } from '@/lib/runtime/postgres/choose-place';
import { withPath } from '@/lib/runtime/start-error';
import { takeFolder } from '@/lib/runtime/take-folder';

/** The demo's own data folder for an endpoint (null: the local AWS): never the real one's, never another endpoint's. */
export function toDemoFolder(dataDir: string, endpoint: string | null): string {
  const mark = endpoint === null ? 'local-aws' : createHash('sha256').update(endpoint).digest('hex').slice(0, 12);
  return join(dataDir, 'demo', mark);
}

/** Takes away all that the demo stored for an endpoint; not while another demo runs on it. */
export async function forgetDemo(folder: string): Promise<void> {
  const unlock = takeFolder(folder);
  try {
    for (const place of [join(folder, 'postgres'), movedFolder(folder)]) {
      await clearLeftover(join(place, 'data'));
      withPath(place, () => rmSync(place, { recursive: true, force: true }));
    }
  } finally {
    unlock();
  }
  withPath(folder, () => rmSync(folder, { recursive: true, force: true }));
}

/** The day that the local AWS's dates hang on, the same at every start, so that what is stored stays true. */
export function keepAnchor(folder: string, now: Date): Date {
  makeDataDir(folder);
  const path = join(folder, 'anchor');
  return withPath(path, () => {
    if (!existsSync(path)) writeFileSync(path, now.toISOString(), { mode: 0o600 });
    const anchor = new Date(readFileSync(path, 'utf8').trim());
    return Number.isNaN(anchor.getTime()) ? now : anchor;
  });
}
