// Without server-only: vitest runs this in its main process, which knows no react-server condition.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from './postgres-binaries';

export interface Cluster {
  superuserUrl: string;
  pid: number;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** A folder of files in memory: on a disk that others are busy with, each copy of a database takes a second. */
const MEMORY = '/dev/shm';
/** What all databases of a run take at once, twice over. */
const ENOUGH_BYTES = 4 * 2 ** 30;

async function findPlace(): Promise<string> {
  const free = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free >= ENOUGH_BYTES ? MEMORY : tmpdir();
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Whom PostgreSQL runs as: us, but never root. */
async function findUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const found = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => null);
    if (found) return { uid: Number(found[0].stdout), gid: Number(found[1].stdout) };
  }
  throw new Error('as root, PostgreSQL needs a user postgres or nobody to run as');
}

function untilReady(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
    server.once('error', reject);
  });
}

/** Lives until our end of its pipe closes, be it by kill -9; then stops the server and removes its folders. */
function guardAgainstLeftovers(pid: number, ...folders: string[]): ChildProcess {
  const script = 'cat; kill -INT "$0"; while kill -0 "$0"; do sleep 0.05; done; rm -rf "$@"';
  return spawn('sh', ['-c', script, String(pid), ...folders], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
}

const makeFolder = async (place: string): Promise<string> => {
  const folder = await mkdtemp(path.join(place, 'keyledger-postgres-'));
  await chmod(folder, 0o755);
  return folder;
};

/** A PostgreSQL of its own on a free loopback port, in folders that go when it stops. Not durable: it is for tests. */
export async function startCluster(): Promise<Cluster> {
  const folder = await makeFolder(tmpdir());
  const files = await makeFolder(await findPlace());
  const user = await findUser();
  const bin = await findBinaries(folder);
  const data = path.join(files, 'data');
  const password = randomBytes(18).toString('hex');
  const passwordFile = path.join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined)
    await Promise.all([folder, files, passwordFile].map((file) => chown(file, user.uid ?? 0, user.gid ?? 0)));
  const how = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await run(path.join(bin, 'initdb'), [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...how], {
    ...user,
    cwd: folder,
  });
  const port = await findFreePort();
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    'max_wal_size=256MB',
  ];
  settings.push('listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=log', 'jit=off');
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(path.join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const guard = guardAgainstLeftovers(server.pid ?? 0, folder, files);
  await untilReady(server);
  return {
    superuserUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    pid: server.pid ?? 0,
    async stop() {
      const ended = once(guard, 'exit');
      guard.stdin?.end();
      await ended;
    },
  };
}
