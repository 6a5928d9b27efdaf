import { spawn } from 'node:child_process';
import { ended, signalGroup } from './child.mjs';
import { onSignal, throwIfInterrupted } from './interruption.mjs';
import { root } from './root.mjs';

/**
 * Runs one of the project's own programs until it ends by itself. It gets every signal exactly once and
 * stops what it started in its own order; whatever it may have forgotten is ended after it.
 * @param {string} node the pinned Node
 * @param {string} entry TypeScript file, from the root
 * @param {string[]} args
 * @param {{ serverRooms: boolean }} options whether it loads rooms marked `server-only`
 * @returns {Promise<number>} its exit code
 */
export async function runEntry(node, entry, args, { serverRooms }) {
  throwIfInterrupted();
  const conditions = serverRooms ? ['--conditions=react-server'] : [];
  const child = spawn(node, [...conditions, '--import', 'tsx', entry, ...args], {
    cwd: root,
    detached: process.platform !== 'win32',
    // The channel carries nothing: it closes when we are gone, also by kill -9, and the program ends.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const unwatch = onSignal((signal) => child.kill(signal));
  try {
    return await ended(child);
  } finally {
    unwatch();
    signalGroup(child.pid, 'SIGTERM');
  }
}
