import { commands } from './commands.mjs';
import { explainFailure } from './explain-failure.mjs';
import { Interrupted, watchSignals } from './interruption.mjs';
import { fail } from './progress.mjs';

/**
 * @param {string[]} argv command and its arguments
 * @returns {Promise<number>} the exit code
 */
export async function main(argv) {
  const [name = '', ...args] = argv;
  const command = commands.get(name);
  if (!command) {
    fail(`There is no command "${name}". There are: ${[...commands.keys()].join(', ')}.`);
    return 1;
  }
  watchSignals();
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    fail(explainFailure(error));
    if (process.env.KEYLEDGER_DEBUG) console.error(error);
    return 1;
  }
}
