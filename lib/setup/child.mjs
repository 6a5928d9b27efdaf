import { spawn } from 'node:child_process';
import { exitCodeOf, onSignal, throwIfInterrupted } from './interruption.mjs';
import { root } from './root.mjs';

/** How long a step may take to end after a signal before its whole group is killed. */
const GRACE_MS = 5000;

/** The longest time that a timer can hold. */
const FOREVER_MS = 2 ** 31 - 1;

/**
 * @typedef {object} ChildOptions
 * @property {Record<string, string | undefined>} [env] on top of ours
 * @property {boolean} [show] whether its output goes to the terminal; else it is only collected
 * @property {number} [timeoutMs] after which it is ended, its code is then 124
 */

/** A group of its own: a terminal's Ctrl-C comes once, from us, and what the child started can be ended with it. */
const ownGroup = process.platform !== 'win32';

/** @param {number | undefined} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(ownGroup ? -pid : pid, signal);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error;
  }
}

/**
 * Runs one step to its end. Nothing that it started outlives it.
 * @param {string} file
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `output`: both streams where they were collected
 */
export async function runStep(file, args, { env = {}, show = false, timeoutMs = FOREVER_MS } = {}) {
  throwIfInterrupted();
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    detached: ownGroup,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  }

  /** @type {NodeJS.Timeout | undefined} */
  let grace;
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    signalGroup(child.pid, signal);
    grace ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
  };
  const unwatch = onSignal(stop);
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    stop('SIGTERM');
  }, timeoutMs);
  child.once('exit', () => signalGroup(child.pid, 'SIGKILL'));
  try {
    const code = await ended(child);
    return { code: late ? 124 : code, output };
  } finally {
    unwatch();
    clearTimeout(grace);
    clearTimeout(limit);
    throwIfInterrupted();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, the shell's where a signal ended it; rejects where it could not be started
 */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? exitCodeOf(signal ?? 'SIGKILL')));
  });
}
