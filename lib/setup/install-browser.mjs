import { runStep } from './child.mjs';
import { begin } from './progress.mjs';
import { tools } from './tools.mjs';

const LIMIT_MS = 5 * 60_000;

/** @typedef {() => Promise<string | null>} Find */

/**
 * Playwright's own download, else as root the system's package.
 * @param {string} node the pinned Node
 * @param {Find} find looks again
 * @returns {Promise<string | null>} null where neither brought one that starts
 */
export async function installBrowser(node, find) {
  begin("Installing a browser (Playwright's Chromium)");
  if (await succeeds(node, [tools.playwright, 'install', 'chromium'])) {
    const found = await find();
    if (found) return found;
  }
  if (process.getuid?.() !== 0) return null;
  begin("Installing a browser (the system's package chromium)");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // A stale list of packages may still do, so its failure alone ends nothing.
  await succeeds('apt-get', ['update'], env);
  return (await succeeds('apt-get', ['install', '-y', 'chromium'], env)) ? find() : null;
}

/** @param {string} file @param {string[]} args @param {Record<string, string>} [env] */
async function succeeds(file, args, env = {}) {
  try {
    const { code } = await runStep(file, args, { env, timeoutMs: LIMIT_MS });
    return code === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
