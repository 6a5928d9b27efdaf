import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './explain-failure.mjs';
import { root } from './root.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} LockFile */

/** @param {string} path @returns {LockFile | null} null where there is none or it was cut off */
function readLockFile(path) {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  try {
    /** @type {unknown} */
    const json = JSON.parse(text);
    return isLockFile(json) ? json : null;
  } catch {
    return null;
  }
}

/** @param {unknown} json @returns {json is LockFile} */
function isLockFile(json) {
  return typeof json === 'object' && json !== null && 'packages' in json && typeof json.packages === 'object';
}

/**
 * npm writes node_modules/.package-lock.json when an install is complete, so a difference between the two
 * tells what is missing, and an install that was broken off shows as none at all.
 * @returns {string | null} why an install is needed, in a few words; null where none is
 */
export function findOutdated() {
  const wanted = readLockFile(join(root, 'package-lock.json'));
  if (!wanted) throw new SetupError('package-lock.json is missing or damaged: bring it back from the repository.');
  const installed = readLockFile(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'nothing is installed yet';
  for (const [path, locked] of Object.entries(wanted.packages)) {
    if (path === '' || locked.link) continue;
    const present = installed.packages[path];
    if (!present && locked.optional) continue;
    const name = path.replace(/^.*node_modules\//, '');
    if (!present || !existsSync(join(root, path, 'package.json'))) return `${name} is missing`;
    if (present.version !== locked.version || present.integrity !== locked.integrity) return `${name} has changed`;
  }
  return null;
}
