import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runStep } from './child.mjs';
import { SetupError } from './explain-failure.mjs';
import { installBrowser } from './install-browser.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const ANSWER_MS = 20_000;

/** @param {string} path @returns {Promise<boolean>} whether it starts: a name on the PATH may be a stub, a download may lack a library */
async function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    const { code, output } = await runStep(path, ['--version'], { timeoutMs: ANSWER_MS });
    return code === 0 && /chrom/i.test(output);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** @returns {string[]} where the system would have one */
function systemPaths() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
}

/** @param {string} node @returns {Promise<string[]>} where Playwright would have its own */
async function playwrightPaths(node) {
  const ask = "import('playwright').then(({ chromium }) => console.log(chromium.executablePath()))";
  const { code, output } = await runStep(node, ['--eval', ask]);
  return code === 0 ? [output.trim()] : [];
}

/** @param {string} node @returns {Promise<string | null>} a Chromium that is there and starts */
export async function findBrowser(node) {
  for (const path of systemPaths()) if (await runs(path)) return path;
  for (const path of await playwrightPaths(node)) if (await runs(path)) return path;
  return null;
}

/**
 * @param {string} node the pinned Node
 * @returns {Promise<string>} path of a Chromium that starts; installed where there was none
 * @throws {SetupError} with one line that says what to do
 */
export async function requireBrowser(node) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return named;
    throw new SetupError(`CHROMIUM_PATH is ${named}, which is not a Chromium that starts: mend or unset it.`);
  }
  const found = (await findBrowser(node)) ?? (await installBrowser(node, () => findBrowser(node)));
  if (found) return found;
  throw new SetupError(
    'The browser tests need a Chromium and none could be installed: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}
