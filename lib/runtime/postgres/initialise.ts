import 'server-only';
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverEnvironment } from '@/lib/config/server-environment';
import { StartError, withPath } from '@/lib/runtime/start-error';
import type { Place } from './choose-place';
import { toDatabaseTrouble } from './database-trouble';

const FLAGS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  // PostgreSQL's own rules: the order of names does not hang on the machine's locales.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** Makes the cluster's folder where there is none yet. Cut short, it leaves nothing that looks like one. */
export function initialise(place: Place, superuserPassword: string): void {
  const data = join(place.folder, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const draft = join(place.folder, 'data.new');
  const passwordFile = join(place.folder, 'password.new');
  const own = (path: string) => place.user && chownSync(path, place.user.uid, place.user.gid);
  withPath(place.folder, () => {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    own(draft);
    rmSync(passwordFile, { force: true });
    writeFileSync(passwordFile, superuserPassword, { mode: 0o600, flag: 'wx' });
    own(passwordFile);
  });
  try {
    const { status, stderr, error } = spawnSync(
      join(place.binaries, 'bin', 'initdb'),
      [...FLAGS, `--pgdata=${draft}`, `--pwfile=${passwordFile}`],
      { ...place.user, cwd: place.folder, env: serverEnvironment(), encoding: 'utf8' },
    );
    if (error) throw new StartError(`PostgreSQL's initdb could not be run: ${error.message}`, { cause: error });
    if (status !== 0) throw new StartError(toDatabaseTrouble(stderr, place.folder));
    withPath(data, () => renameSync(draft, data));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}
