import 'server-only';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { serverEnvironment } from '@/lib/config/server-environment';
import { spawnGuarded } from '@/lib/runtime/processes/spawn-guarded';
import { waitUntil } from '@/lib/runtime/processes/wait-until';
import { StartError, withPath } from '@/lib/runtime/start-error';
import { makeAccess, readAccess, writeAccess, type Access } from './access-file';
import { choosePlace, type Place } from './choose-place';
import { toDatabaseTrouble } from './database-trouble';
import { findPort } from './find-port';
import { initialise } from './initialise';
import { clearLeftover, findPostmaster } from './postmaster';

export interface RunningPostgres {
  access: Access;
  port: number;
  place: Place;
  /** Resolves when the server is gone, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  'jit=off',
  // Tables that were just filled are planned for as nearly empty until they are analysed: a minute, by default.
  'autovacuum_naptime=5s',
];
const READY_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 20_000;
const LOG_BYTES = 10_000_000;

/** The embedded server of a data folder, made at the first time. The caller holds the folder's lock. */
export async function startPostgres(dataDir: string): Promise<RunningPostgres> {
  const place = choosePlace(dataDir);
  const data = join(place.folder, 'data');
  const known = readAccess(dataDir);
  if (!known && existsSync(data))
    throw new StartError(
      `${data} is there, and its passwords in ${join(dataDir, 'postgres.json')} are not: put them back, or remove ${place.folder} to begin anew without what it holds.`,
    );
  // A port is remembered once the database was made: an empty one in its place would hide that the ledger is gone.
  if (known?.port && !existsSync(join(data, 'PG_VERSION')))
    throw new StartError(
      `The database in ${data} is gone: put it back, or remove ${join(dataDir, 'postgres.json')} and restore a backup.`,
    );
  const access = known ?? makeAccess();
  if (!known) writeAccess(dataDir, access);
  initialise(place, access.superuserPassword);
  await clearLeftover(data);
  const port = await findPort(access.port);
  if (port !== access.port) writeAccess(dataDir, { ...access, port });
  const running = launch(place, data, port);
  const ready = await Promise.race([
    waitUntil(() => findPostmaster(data)?.ready === true, READY_MILLISECONDS),
    running.ended.then(() => false),
  ]);
  if (ready) return { access: { ...access, port }, port, place, ...running };
  await running.stop();
  throw new StartError(toDatabaseTrouble(readFileSync(running.logFile, 'utf8').slice(running.logStart), place.folder));
}

function launch(place: Place, data: string, port: number) {
  const logFile = join(place.folder, 'postgres.log');
  const { log, logStart } = withPath(logFile, () => openLog(logFile));
  const flags = [...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting]);
  const child = spawnGuarded(join(place.binaries, 'bin', 'postgres'), ['-D', data, ...flags], {
    ...place.user,
    cwd: place.folder,
    env: serverEnvironment(),
    output: log,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    logFile,
    logStart,
    ended,
    async stop() {
      // Fast: sessions are ended and the last checkpoint is written, so that the next start recovers nothing.
      const server = findPostmaster(data);
      if (server) process.kill(server.pid, 'SIGINT');
      else child.kill('SIGTERM');
      // PostgreSQL 18 may wait for ever when it is told to stop while it recovers from a crash; at once is as safe, since the log is kept.
      const late = setTimeout(() => {
        const left = findPostmaster(data);
        if (left) process.kill(left.pid, 'SIGQUIT');
      }, STOP_MILLISECONDS);
      await ended;
      clearTimeout(late);
      await waitUntil(() => findPostmaster(data) === null, 30_000);
    },
  };
}

function openLog(path: string): { log: number; logStart: number } {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) {
    rmSync(`${path}.old`, { force: true });
    renameSync(path, `${path}.old`);
  }
  return { log: openSync(path, 'a', 0o600), logStart: size > LOG_BYTES ? 0 : size };
}
