import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './child.mjs';
import { SetupError } from './explain-failure.mjs';
import { root } from './root.mjs';

const folder = join(root, 'node_modules', 'node');
const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @returns {string} such as 24.21.0 */
function pinnedVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return version;
}

/** @returns {Promise<string | null>} its path; null where its install script did not run or it does not fit this machine */
export async function findWorkingNode() {
  try {
    const { code, output } = await runStep(binary, ['--version'], { env: { NODE_OPTIONS: undefined } });
    return code === 0 && output.trim() === `v${pinnedVersion()}` ? binary : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** @returns {Promise<string>} the pinned Node, or where it has none for this machine, our own if new enough */
export async function requireWorkingNode() {
  const node = await findWorkingNode();
  if (node) return node;
  const [major = 0] = process.versions.node.split('.').map(Number);
  const [pinned = 24] = pinnedVersion().split('.').map(Number);
  if (major >= pinned) return process.execPath;
  throw new SetupError(
    `The pinned Node does not run on this machine: install Node ${pinned} and run the command with it.`,
  );
}
