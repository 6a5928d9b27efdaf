import { ensureBuilt } from './build.mjs';
import { check } from './check.mjs';
import { ensureInstalled } from './install.mjs';
import { runEntry } from './run-entry.mjs';
import { writeSbom } from './sbom.mjs';
import { test } from './test.mjs';

/** @typedef {(args: string[]) => Promise<number>} Command takes the arguments, gives the exit code */

/**
 * @param {string} file TypeScript file, from the root
 * @param {{ build?: boolean, first?: string[], serverRooms?: boolean }} [options] `first` comes before the person's own arguments
 * @returns {Command}
 */
function program(file, { build = false, first = [], serverRooms = true } = {}) {
  return async (args) => {
    const node = await ensureInstalled();
    if (build) await ensureBuilt(node);
    return runEntry(node, file, [...first, ...args], { serverRooms });
  };
}

/** @type {Command} */
async function buildAlone() {
  await ensureBuilt(await ensureInstalled());
  console.log(`What it is made of: ${await writeSbom()}`);
  return 0;
}

/** @type {ReadonlyMap<string, Command>} */
export const commands = new Map([
  ['demo', program('lib/runtime/demo.ts', { build: true })],
  ['start', program('lib/runtime/start.ts', { build: true })],
  ['dev', program('lib/runtime/demo.ts', { first: ['--dev'] })],
  ['verify-ledger', program('lib/runtime/verify-ledger.ts')],
  ['grants', program('lib/runtime/grants.ts')],
  ['import-trail', program('lib/runtime/import-trail.ts')],
  ['backup', program('lib/runtime/backup.ts')],
  ['restore', program('lib/runtime/restore.ts')],
  ['local-aws', program('lib/local-aws/main.ts', { serverRooms: false })],
  ['bench', program('e2e/bench/run.ts', { build: true })],
  ['build', buildAlone],
  ['check', async () => (await check(await ensureInstalled())).failed],
  ['test', (args) => test(args)],
  ['test-long', (args) => test(args, { long: true })],
]);
