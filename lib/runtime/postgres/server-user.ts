import 'server-only';
import { execFileSync, spawnSync } from 'node:child_process';
import { StartError } from '@/lib/runtime/start-error';

/** Whom PostgreSQL runs as; null: ourselves. */
export type ServerUser = { uid: number; gid: number } | null;

const NAME = 'postgres';

/** PostgreSQL refuses to run as root, so that root lends it the user postgres, made where there is none. */
export function findServerUser(): ServerUser {
  if (process.getuid?.() !== 0) return null;
  const known = readUser();
  if (known) return known;
  // Debian and Red Hat have the first, Alpine's busybox the second.
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', NAME]],
    ['adduser', ['-S', '-D', '-H', NAME]],
  ];
  for (const [command, args] of ways) spawnSync(command, args, { stdio: 'ignore' });
  const made = readUser();
  if (made) return made;
  throw new StartError('PostgreSQL does not run as root, and no user postgres could be made: run as another user.');
}

function readUser(): ServerUser {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return null;
  }
}

/** Whether that user can enter a folder, asked of the system itself: modes alone do not tell of ACLs and mounts. */
export function canEnter(user: NonNullable<ServerUser>, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' });
  return status === 0;
}
