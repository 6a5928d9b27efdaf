import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfInterrupted } from './interruption.mjs';
import { begin } from './progress.mjs';
import { root } from './root.mjs';

const folder = join(root, '.keyledger', 'setup-lock');
const POLL_MS = 200;

/**
 * Holders are files with rising numbers; the highest one counts. A new holder links the next number, which
 * only one can do; an empty file was let go, one of a dead process was left behind. The highest is never
 * removed, so nobody can take a lock over that somebody else took over just before.
 * @template T
 * @param {() => Promise<T>} work done by one process at a time
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  const release = await acquire();
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

/** @returns {Promise<() => void>} lets it go */
async function acquire() {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let told = false; ; await sleep(POLL_MS)) {
    throwIfInterrupted();
    const highest = holders().at(-1) ?? 0;
    const pid = livingHolder(highest);
    if (pid === null && take(highest + 1)) {
      const own = highest + 1;
      for (const number of holders()) if (number < own) rmSync(fileOf(number), { force: true });
      return () => truncateSync(fileOf(own));
    }
    if (pid !== null && !told) begin(`Waiting for another setup in this folder (process ${pid})`);
    told ||= pid !== null;
  }
}

/** @param {number} number @returns {boolean} whether we hold it now */
function take(number) {
  const draft = join(folder, `draft-${process.pid}`);
  writeFileSync(draft, `${process.pid} ${startOf(process.pid)}`);
  try {
    linkSync(draft, fileOf(number));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if (holders().at(-1) === number) return true;
  rmSync(fileOf(number), { force: true });
  return false;
}

/** @returns {number[]} ascending */
function holders() {
  return readdirSync(folder)
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => a - b);
}

/** @param {number} number */
const fileOf = (number) => join(folder, String(number));

/** @param {number} number @returns {number | null} its process, if that still runs */
function livingHolder(number) {
  const [pid, start] = readIfThere(fileOf(number)).split(' ');
  if (!pid) return null;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return null;
  }
  return startOf(Number(pid)) === start ? Number(pid) : null;
}

/** When a process began, where the system tells: a number that is in use again is not the same process. @param {number} pid */
function startOf(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
