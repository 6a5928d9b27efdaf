import 'server-only';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPath } from '@/lib/runtime/start-error';
import { commandOf, isAlive } from './is-alive';

const FILE = 'supervisor.pid';

/** The process that works with a data folder, or null. A number that something else has been given since is nobody. */
export function findLockHolder(folder: string): number | null {
  let pid: number;
  try {
    pid = Number(readFileSync(join(folder, FILE), 'utf8'));
  } catch {
    return null;
  }
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return null;
  const command = commandOf(pid);
  return command === '' || /lib[/\\]runtime[/\\]/.test(command) ? pid : null;
}

/** Takes a data folder for this process: its number, or that of the one that has it. */
export function lockFolder(folder: string): { ok: true; unlock: () => void } | { ok: false; holder: number } {
  const path = join(folder, FILE);
  for (;;) {
    try {
      withPath(folder, () => writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 }));
      return { ok: true, unlock: () => rmSync(path, { force: true }) };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : null;
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw error;
      const holder = findLockHolder(folder);
      if (holder !== null) return { ok: false, holder };
      rmSync(path, { force: true });
    }
  }
}
