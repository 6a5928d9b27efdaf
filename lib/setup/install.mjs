import { begin, done } from './progress.mjs';
import { findOutdated } from './install-state.mjs';
import { withLock } from './lock.mjs';
import { requireSuccess, runNpm } from './npm.mjs';
import { findWorkingNode, requireWorkingNode } from './pinned-node.mjs';

/**
 * Installs what package-lock.json names and node_modules lacks.
 * @returns {Promise<string>} the path of the pinned Node, which runs
 */
export async function ensureInstalled() {
  const ready = findOutdated() === null ? await findWorkingNode() : null;
  if (ready) return ready;
  return withLock(async () => {
    const outdated = findOutdated();
    if (outdated) await install(outdated);
    const node = await findWorkingNode();
    if (node) return node;
    const since = performance.now();
    begin('Installing the pinned Node');
    requireSuccess(await runNpm(['rebuild', 'node']));
    done('The pinned Node is installed', since);
    return requireWorkingNode();
  });
}

/** @param {string} why */
async function install(why) {
  const since = performance.now();
  begin(`Installing packages (${why})`);
  const exact = await runNpm(['ci']);
  // package.json was changed by hand and the lock file not yet: npm ci refuses, npm install brings both together.
  const result = /EUSAGE/.test(exact.output) && exact.code !== 0 ? await runNpm(['install']) : exact;
  requireSuccess(result);
  done('The packages are installed', since);
}
