import { delimiter, sep } from 'node:path';
import { runStep } from './child.mjs';
import { explainOutput, SetupError } from './explain-failure.mjs';

/** npm waits for up to 70 seconds before it gives a registry up; a newcomer should not. */
const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/**
 * What a person's own npmrc may not change: the build needs the development packages, the pinned Node and
 * the database their install scripts.
 */
const settings = ['--include=dev', '--include=optional', '--ignore-scripts=false', '--no-audit', '--no-fund'];

/** The PATH without our own binaries: npm must not run on the Node that it is about to replace. */
function outerPath() {
  const own = `${sep}node_modules${sep}.bin`;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(own))
    .join(delimiter);
}

/**
 * Installs, or mends what is installed.
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 * @throws {SetupError} where there is no npm
 */
export const runNpm = (args) => callNpm([...args, ...settings, ...patience]);

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 * @throws {SetupError} where there is no npm
 */
export async function callNpm(args) {
  // `npm run` says which npm it is; called without it, the one on the PATH is taken.
  const script = process.env.npm_execpath;
  const known = script && /npm-cli\.c?js$/.test(script);
  const [file, first] = known ? [process.env.npm_node_execpath ?? process.execPath, [script]] : ['npm', []];
  try {
    return await runStep(file, [...first, ...args], { env: { PATH: outerPath() } });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new SetupError('npm was not found. It comes with Node: https://nodejs.org.');
    }
    throw error;
  }
}

/**
 * @param {{ code: number, output: string }} result
 * @throws {SetupError} with one line, where npm failed
 */
export function requireSuccess({ code, output }) {
  if (code === 0) return;
  throw new SetupError(`The packages could not be installed. ${explainOutput(output)}`);
}
