import { ensureBuilt } from './build.mjs';
import { check } from './check.mjs';
import { explainFailure, SetupError } from './explain-failure.mjs';
import { requireBrowser } from './find-browser.mjs';
import { ensureInstalled } from './install.mjs';
import { Interrupted } from './interruption.mjs';
import { begin, fail } from './progress.mjs';
import { runBrowserTests, runUnitTests } from './run-tests.mjs';
import { oneFailed, sum, toClosingLine } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/** @type {ReadonlyMap<string, (node: string, env: Record<string, string | undefined>) => Promise<Tally>>} */
const parts = new Map([
  ['check', (node) => check(node)],
  ['unit', (node, env) => runUnitTests(node, env)],
  [
    'browser',
    async (node, env) => {
      await ensureBuilt(node);
      return runBrowserTests(node, await requireBrowser(node), env);
    },
  ],
]);

/**
 * Runs every part to its end, whichever fails, and closes with one line that sums them.
 * @param {string[]} names of parts; none: all
 * @param {{ long?: boolean }} [options] `long`: with the tests that take minutes
 * @returns {Promise<number>} the exit code
 */
export async function test(names, { long = false } = {}) {
  const stranger = names.find((name) => !parts.has(name));
  if (stranger)
    throw new SetupError(`There is no part "${stranger}" of the tests. There are: ${[...parts.keys()].join(', ')}.`);
  const env = { KEYLEDGER_LONG: long ? '1' : undefined };
  const total = await orFailure(async () => {
    const node = await ensureInstalled();
    const tallies = [];
    for (const [name, run] of parts) {
      if (names.length > 0 && !names.includes(name)) continue;
      begin(`Tests: ${name}`);
      tallies.push(await orFailure(() => run(node, env)));
    }
    return sum(tallies);
  });
  console.log(toClosingLine(total));
  return total.failed === 0 ? 0 : 1;
}

/** A part that could not even begin has failed. @param {() => Promise<Tally>} run */
async function orFailure(run) {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    fail(explainFailure(error));
    return oneFailed;
  }
}
