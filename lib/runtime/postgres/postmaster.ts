import 'server-only';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive } from '@/lib/runtime/processes/is-alive';
import { waitUntil } from '@/lib/runtime/processes/wait-until';
import { StartError } from '@/lib/runtime/start-error';

/** What postmaster.pid says (PostgreSQL, pidfile.h): number, folder, start, port, sockets, address, key, status. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that works in this folder, or null: also where the file is left over and its number somebody else's. */
export function findPostmaster(data: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const command = commandOf(pid);
  if (command !== '' && !command.includes(data)) return null;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** A server that outlived its supervisor is stopped, and the file of one that did not is taken away. */
export async function clearLeftover(data: string): Promise<void> {
  const left = findPostmaster(data);
  if (left) {
    process.kill(left.pid, 'SIGINT');
    if (!(await waitUntil(() => findPostmaster(data) === null, 30_000)))
      throw new StartError(`A PostgreSQL of an earlier start (process ${left.pid}) does not end: end it by hand.`);
  }
  // PostgreSQL refuses to start while a process of that number lives, whatever it is.
  rmSync(join(data, 'postmaster.pid'), { force: true });
}
