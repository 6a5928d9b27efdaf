import { runStep } from './child.mjs';
import { done, failed } from './progress.mjs';
import { oneFailed, sum } from './tally.mjs';
import { tools } from './tools.mjs';

/** @typedef {{ name: string, runs: string[][] }} Step `runs`: what Node is given, one after the other */

/** The longest first: two run side by side, and the short ones fill the gaps. @type {Step[]} */
const steps = [
  {
    name: 'types',
    runs: [
      [tools.next, 'typegen'],
      [tools.tsc, '--noEmit', '--pretty', 'false'],
    ],
  },
  { name: 'lint', runs: [[tools.oxlint, '--type-aware']] },
  { name: 'dead code', runs: [[tools.knip, '--no-progress', '--no-config-hints']] },
  { name: 'boundaries', runs: [[tools.vitest, 'run', '--project', 'architecture']] },
  { name: 'format', runs: [[tools.oxfmt, '--check', '.']] },
];

/** @param {string} node @param {Step} step @returns {Promise<import('./tally.mjs').Tally>} */
async function runCheck(node, { name, runs }) {
  const since = performance.now();
  for (const args of runs) {
    const { code, output } = await runStep(node, args, {
      env: { NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    if (code === 0) continue;
    failed(name, since);
    console.log(output.trim());
    return oneFailed;
  }
  done(name, since);
  return { passed: 1, failed: 0, skipped: 0 };
}

/**
 * Format, lint, types, boundaries, dead code: all of them, whichever fails.
 * @param {string} node the pinned Node
 * @returns {Promise<import('./tally.mjs').Tally>} a step counts as one
 */
export async function check(node) {
  const waiting = [...steps];
  const lane = async () => {
    const tallies = [];
    for (let step = waiting.shift(); step; step = waiting.shift()) tallies.push(await runCheck(node, step));
    return sum(tallies);
  };
  return sum(await Promise.all([lane(), lane()]));
}
